package landfall.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.assignment.CanonicalJson;
import landfall.assignment.DecisionRecord;
import landfall.audit.Explanation.ConditionExplanation;
import landfall.audit.Explanation.RuleExplanation;
import landfall.engine.ConditionEvaluator;
import landfall.engine.ConditionEvaluator.Finding;
import landfall.engine.Moment;
import landfall.facts.Territory;
import landfall.language.Condition;
import landfall.language.ConditionText;
import landfall.language.Rule;
import landfall.ledger.Ledger;
import landfall.rotation.Turn;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Versions;
import org.jspecify.annotations.Nullable;

/** Explains a decision from its record and the version that decided it; nothing of it was stored for that. */
public final class Explainer {

    private final Ledger ledger;
    private final Versions versions;

    public Explainer(Ledger ledger, Versions versions) {
        this.ledger = ledger;
        this.versions = versions;
    }

    /** Empty where there is no such decision. */
    public Optional<Explanation> explain(String assignmentId) {
        return ledger.find(assignmentId)
                .map(stored -> explain(assignmentId, CanonicalJson.decision(stored.decision())));
    }

    private Explanation explain(String assignmentId, DecisionRecord decision) {
        CompiledRuleSet rules = versions.find(decision.ruleSetVersion(), decision.rosterVersion())
                .orElseThrow(() -> new IllegalStateException("version " + decision.ruleSetVersion() + " is lost"));
        Turn turn = decision.turn();
        return new Explanation(
                assignmentId,
                summary(decision),
                decision.kind(),
                decision.status(),
                decision.decidedAt(),
                decision.owner(),
                decision.territory(),
                decision.reason(),
                decision.because(),
                decision.winner() == null ? null : rule(rules, decision.winner().rule(), decision, null),
                decision.alsoMatched(),
                Others.of(rules, decision),
                turn == null ? null : rule(rules, turn.rule(), decision, territory(rules, decision)),
                turn,
                decision.overlays(),
                decision.clocks(),
                decision.changes(),
                decision.warnings(),
                decision.previous(),
                decision.ruleSetVersion(),
                decision.rosterVersion());
    }

    private static @Nullable Territory territory(CompiledRuleSet rules, DecisionRecord decision) {
        return Optional.ofNullable(decision.territory())
                .flatMap(rules.roster()::territory)
                .map(entry -> entry.fact(null))
                .orElse(null);
    }

    private static @Nullable RuleExplanation rule(
            CompiledRuleSet rules, String name, DecisionRecord decision, @Nullable Territory territory) {
        Optional<Rule> found = rules.checked().rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return null;
        }
        Rule rule = found.get();
        Moment moment = new Moment(decision.askedFor(), rules.roster().holidays());
        List<ConditionExplanation> conditions = new ConditionEvaluator(
                        rules.checked().lists())
                .findings(rule, decision.account(), moment, territory).stream()
                        .map(Explainer::condition)
                        .toList();
        return new RuleExplanation(
                rule.name(), rule.place().toString(), rule.salience(), rule.description(), rule.owner(), conditions);
    }

    private static ConditionExplanation condition(Finding finding) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        read(finding, values);
        return new ConditionExplanation(
                ConditionText.of(finding.condition()),
                finding.condition().place().toString(),
                finding.fact().word(),
                finding.zone(),
                finding.holds(),
                values);
    }

    private static void read(Finding finding, Map<String, @Nullable Object> values) {
        if (finding.condition() instanceof Condition.Comparison comparison) {
            values.put(comparison.operand().text(), finding.value());
        }
        finding.parts().forEach(part -> read(part, values));
    }

    private static String summary(DecisionRecord decision) {
        String where = decision.territory() == null ? "" : " in " + decision.territory();
        String rule = decision.rule();
        String by = rule == null ? "" : ", by rule \"" + rule + "\"";
        return switch (decision.kind()) {
            case "kept" -> "Stays with " + decision.owner() + where + ": " + decision.reason() + ".";
            case "queued" -> "Waits in queue " + decision.territory() + " with " + decision.owner() + by + ".";
            case "imported",
                    "reassigned",
                    "claimed",
                    "closed",
                    "accepted",
                    "declined",
                    "timed-out",
                    "held",
                    "released",
                    "united",
                    "moved-back",
                    "handed-over" -> "With " + decision.owner() + where + ": " + decision.reason() + ".";
            case "realigned" -> "With " + decision.owner() + where + by + ": " + decision.reason() + ".";
            case "fallback" -> "Fell back to " + decision.owner() + where + by + ": " + decision.reason() + ".";
            default -> "Assigned to " + decision.owner() + where + by + turn(decision) + ".";
        };
    }

    private static String turn(DecisionRecord decision) {
        Turn turn = decision.turn();
        return turn == null ? "" : "; turn " + turn.turn() + " of pool " + turn.pool() + " (" + turn.verb() + ")";
    }
}
