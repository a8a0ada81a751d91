package landfall.ruleset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import landfall.language.FactType;
import landfall.language.Rule;
import landfall.rotation.Placement;
import landfall.rotation.Turn;
import landfall.ruleset.trial.TrialAccount;
import landfall.ruleset.trial.TrialAnswer;

/** Answers cases by a compiled rule set, each from fresh rotations. */
final class Trials {

    private static final String ON_DUTY = "onDuty";

    private final CompiledRuleSet compiled;
    private final Map<String, Rule> rules;

    Trials(CompiledRuleSet compiled) {
        this.compiled = compiled;
        this.rules = compiled.checked().rules().stream().collect(Collectors.toMap(Rule::name, Function.identity()));
    }

    TrialAnswer answer(TrialAccount tried) {
        Rehearsal.Placed placed = new Rehearsal(compiled, false).place(tried.account(), tried.at());
        Placement primary = placed.placement();
        List<Placement> placements = new ArrayList<>(placed.overlays().values());
        placements.add(primary);
        Set<String> decidedBy = new HashSet<>();
        boolean duty = false;
        for (Placement placement : placements) {
            if (placement.rule() != null) {
                decidedBy.add(placement.rule());
            }
            Turn turn = placement.turn();
            if (turn != null) {
                decidedBy.add(turn.rule());
                duty |= turn.verb().equals(ON_DUTY);
            }
        }
        Map<String, String> overlays = new HashMap<>();
        placed.overlays().forEach((role, placement) -> overlays.put(role, placement.owner()));
        Turn turn = primary.turn();
        return new TrialAnswer(
                primary.status().word(),
                primary.territory(),
                primary.owner(),
                primary.rule(),
                turn == null ? null : turn.rule(),
                primary.reason(),
                overlays,
                decidedBy,
                duty || decidedBy.stream().anyMatch(this::readsTime));
    }

    private boolean readsTime(String name) {
        Rule rule = rules.get(name);
        return rule != null
                && (rule.effective() != null
                        || rule.expires() != null
                        || rule.patterns().stream().anyMatch(pattern -> pattern.fact() == FactType.CLOCK));
    }
}
