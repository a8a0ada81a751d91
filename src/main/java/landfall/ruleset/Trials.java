package landfall.ruleset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import landfall.engine.ConditionCoverage;
import landfall.engine.ConditionEvaluator;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.FactType;
import landfall.language.Rule;
import landfall.rotation.Placement;
import landfall.rotation.Turn;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.TrialAccount;
import landfall.ruleset.trial.TrialAnswer;
import org.jspecify.annotations.Nullable;

/** Answers cases by a compiled rule set, each from fresh rotations, and watches what they reach; for one thread. */
final class Trials {

    private static final String ON_DUTY = "onDuty";

    private final CompiledRuleSet compiled;
    private final Map<String, Rule> rules;
    private final Set<String> decided = new HashSet<>();
    private final Set<Rule> matched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ConditionCoverage conditions;

    Trials(CompiledRuleSet compiled) {
        this.compiled = compiled;
        this.rules = compiled.checked().rules().stream().collect(Collectors.toMap(Rule::name, Function.identity()));
        this.conditions = new ConditionCoverage(
                compiled.checked().rules().stream().filter(Rule::enabled).toList(),
                new ConditionEvaluator(compiled.checked().lists()));
    }

    /** What all cases so far reached. */
    Coverage coverage() {
        List<Rule> enabled =
                compiled.checked().rules().stream().filter(Rule::enabled).toList();
        List<ConditionCoverage.Seen> seen = conditions.seen();
        return new Coverage(
                enabled.size(),
                enabled.stream().filter(rule -> !decided.contains(rule.name())).toList(),
                enabled.stream().filter(rule -> !matched.contains(rule)).toList(),
                seen.size(),
                seen.stream()
                        .filter(one -> !one.both())
                        .map(one -> new Coverage.OneSided(one.rule(), one.comparison(), one.held(), one.failed()))
                        .toList());
    }

    private void watch(Rehearsal.Placed placed, Instant at) {
        Account account = placed.cleaned().account();
        Moment moment = new Moment(at, compiled.roster().holidays());
        matched.addAll(compiled.rules().matchTerritoryRules(account, moment));
        Territory primary = fact(placed.placement(), null);
        conditions.see(account, moment, primary);
        if (primary != null) {
            matched.addAll(compiled.rules().matchRotationRules(account, primary, moment));
        }
        for (Placement overlay : placed.overlays().values()) {
            Territory territory = fact(overlay, placed.placement().owner());
            if (territory != null) {
                conditions.see(account, moment, territory);
                matched.addAll(compiled.rules().matchRotationRules(account, territory, moment));
            }
        }
    }

    private @Nullable Territory fact(Placement placement, @Nullable String owner) {
        return Optional.ofNullable(placement.territory())
                .flatMap(compiled.roster()::territory)
                .map(entry -> entry.fact(owner))
                .orElse(null);
    }

    TrialAnswer answer(TrialAccount tried) {
        Rehearsal.Placed placed = new Rehearsal(compiled, false).place(tried.account(), tried.at());
        Placement primary = placed.placement();
        watch(placed, tried.at());
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
        decided.addAll(decidedBy);
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
