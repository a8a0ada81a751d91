package landfall.audit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import landfall.assignment.DecisionRecord;
import landfall.assignment.Handings;
import landfall.audit.Explanation.NotChosen;
import landfall.language.Action;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member.TeamMember;
import landfall.language.Rule;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.rotation.Turn;
import landfall.routing.PassedOver;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Why it was none of the others: everybody whom the rules could have meant, with the reason in words. Records hold a word for
 * each reason; what is behind it is read from the roster and the rules of that version. Of an absence it is said that it was
 * one, and no more.
 */
final class Others {

    private final CompiledRuleSet rules;
    private final DecisionRecord decision;
    private final List<NotChosen> others = new ArrayList<>();

    private Others(CompiledRuleSet rules, DecisionRecord decision) {
        this.rules = rules;
        this.decision = decision;
    }

    static List<NotChosen> of(CompiledRuleSet rules, DecisionRecord decision) {
        Others others = new Others(rules, decision);
        decision.passedOver().forEach(others::passedOver);
        Turn turn = decision.turn();
        if (turn != null) {
            others.turn(turn);
        }
        return others.others;
    }

    private void passedOver(PassedOver passed) {
        for (String rep : passed.reps()) {
            others.add(new NotChosen(rep, passed.rule(), passed.reason(), sentence(passed, rep)));
        }
    }

    private void turn(Turn turn) {
        for (int i = 0; i < turn.free().size(); i++) {
            String rep = turn.free().get(i);
            if (!rep.equals(turn.rep())) {
                String load = turn.loads().isEmpty()
                        ? ""
                        : ", with " + turn.loads().get(i) + " open assignments" + capacity(rep);
                others.add(new NotChosen(
                        rep, turn.rule(), "turn", "was free" + load + ", and it was the turn of " + turn.rep()));
            }
        }
        rotation(turn.rule()).ifPresent(spec -> spec.members().stream()
                .filter(TeamMember.class::isInstance)
                .map(TeamMember.class::cast)
                .forEach(team -> strengths(turn.rule(), team)));
    }

    private String capacity(String rep) {
        return roster().rep(rep)
                .map(Rep::capacity)
                .map(capacity -> " for a capacity of " + capacity.toPlainString())
                .orElse("");
    }

    /** Members of a team whom its strengths left out. */
    private void strengths(String rule, TeamMember team) {
        for (Rep rep : roster().team(team.team())) {
            TreeSet<String> lacking = new TreeSet<>(team.skills());
            lacking.addAll(team.languages());
            lacking.removeAll(rep.skills());
            lacking.removeAll(rep.languages());
            boolean named = others.stream().anyMatch(other -> other.rep().equals(rep.id()))
                    || decision.owner().equals(rep.id());
            if (!lacking.isEmpty() && !named) {
                others.add(new NotChosen(rep.id(), rule, "strength", "lacks " + String.join(", ", lacking)));
            }
        }
    }

    private String sentence(PassedOver passed, String id) {
        Optional<Rep> rep = roster().rep(id);
        return switch (passed.reason()) {
            case PassedOver.INACTIVE ->
                rep.map(found -> "is not active" + span(found)).orElse("is not in the roster");
            case PassedOver.AWAY -> "is away";
            case PassedOver.HOURS ->
                rep.map(found -> "outside " + found.hours() + zone(found)).orElse("outside working hours");
            case PassedOver.CAP ->
                rotation(passed.rule())
                        .map(RotationSpec::cap)
                        .map(cap -> "cap of " + cap.turns() + " turns in a " + cap.period() + " reached")
                        .orElse("cap reached");
            case PassedOver.OFFERED ->
                decision.kind().equals(Handings.KIND) ? "hands it over" : "had it already, and did not accept it";
            case PassedOver.LANGUAGE -> "doesn't speak " + decision.account().language();
            default -> passed.reason();
        };
    }

    private static String span(Rep rep) {
        String from = rep.activeFrom() == null ? "" : " before " + rep.activeFrom();
        String to = rep.activeTo() == null ? "" : " after " + rep.activeTo();
        return from + (from.isEmpty() || to.isEmpty() ? "" : " or") + to;
    }

    private String zone(Rep rep) {
        ZoneId zone = rep.zoneOr(rules.checked().zone());
        return " in " + zone;
    }

    private Roster roster() {
        return rules.roster();
    }

    private Optional<RotationSpec> rotation(@Nullable String name) {
        return rules.checked().rules().stream()
                .filter(rule -> rule.name().equals(name))
                .map(Rule::actions)
                .flatMap(List::stream)
                .filter(Action.TakeTurns.class::isInstance)
                .map(action -> ((Action.TakeTurns) action).rotation())
                .findFirst();
    }
}
