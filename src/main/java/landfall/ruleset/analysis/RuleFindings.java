package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.language.Action;
import landfall.language.ConditionText;
import landfall.language.FactType;
import landfall.language.Rule;
import landfall.ruleset.analysis.Contest.Fate;
import landfall.ruleset.analysis.Studied.Part;
import org.jspecify.annotations.Nullable;

/** Findings of one rule: dead, shadowed, and conditions that say nothing. */
final class RuleFindings {

    private static final int OTHERS = 5;

    private final Study study;
    private final Trier trier;
    private final Redundancy redundancy;

    RuleFindings(Study study, Trier trier, Redundancy redundancy) {
        this.study = study;
        this.trier = trier;
        this.redundancy = redundancy;
    }

    /**
     * All of a rule; by several threads.
     *
     * @param fates what became of it in the contests that it takes part in
     * @param winners those who take everything from it
     */
    List<Finding> of(Studied rule, List<Fate> fates, List<Studied> winners, Work work) {
        List<Finding> findings = new ArrayList<>();
        if (rule.isWide()) {
            return findings;
        }
        if (rule.matching().isEmpty()) {
            findings.add(dead(rule));
            return findings;
        }
        if (fates.isEmpty() && claims(rule.rule())) {
            findings.add(claimless(rule));
        } else if (isShadowed(fates)) {
            findings.add(shadowed(rule, winners));
        }
        findings.addAll(conditions(rule, work));
        return findings;
    }

    private static boolean claims(Rule rule) {
        return rule.actions().stream().anyMatch(action -> !(action instanceof Action.Reason));
    }

    /** Of a rule that never matches. */
    private Finding dead(Studied rule) {
        String message = "this rule can never match: " + whyDead(rule);
        return finding(
                FindingCode.DEAD_RULE,
                rule,
                List.of(),
                message,
                rule.during() == null ? "delete it, or give it other dates" : "correct its conditions, or delete it",
                null);
    }

    private String whyDead(Studied rule) {
        if (rule.during() == null) {
            return rule.rule().expires() == null
                    ? "it holds at no moment from now on"
                    : "its last day was before " + rule.rule().expires();
        }
        for (Part part : rule.parts()) {
            if (study.all(List.of(part), -1, rule.during()).isEmpty()) {
                return "nothing satisfies " + ConditionText.of(part.condition());
            }
        }
        List<Part> parts = rule.parts();
        for (int one = 0; one < parts.size(); one++) {
            for (int other = one + 1; other < parts.size(); other++) {
                if (study.all(List.of(parts.get(one), parts.get(other)), -1, rule.during())
                        .isEmpty()) {
                    return "nothing satisfies both "
                            + ConditionText.of(parts.get(one).condition()) + " and "
                            + ConditionText.of(parts.get(other).condition());
                }
            }
        }
        return "its conditions contradict each other";
    }

    /** Of a rule that matches, but claims nothing from now on. */
    private Finding claimless(Studied rule) {
        return finding(
                FindingCode.DEAD_RULE,
                rule,
                List.of(),
                "this rule can never claim an account: what it takes from its list, or its rep, is not there",
                "fill the list, or name a rep who is active",
                null);
    }

    /** Of a rule that never wins. */
    private Finding shadowed(Studied rule, List<Studied> winners) {
        Set<String> names = winners.stream().map(each -> each.rule().name()).collect(Collectors.toSet());
        Finding.Example example = null;
        for (int box = 0; box < Math.min(4, rule.matching().size()) && example == null; box++) {
            example = rule.rule().isRotation()
                    ? null
                    : trier.find(
                            rule.matching().get(box),
                            run -> lost(run, rule.rule().name(), names));
        }
        String by = winners.size() == 1
                ? "rule " + Words.quoted(winners.get(0).rule().name()) + " comes"
                : winners.size() + " rules come";
        return finding(
                FindingCode.SHADOWED_RULE,
                rule,
                winners,
                "this rule matches, but never decides: " + by + " before it wherever it matches",
                "give it a higher priority, or delete it",
                example);
    }

    private static @Nullable String lost(Trier.Run run, String rule, Set<String> winners) {
        boolean matched = run.route().alsoMatched().stream()
                        .anyMatch(claim -> claim.rule().name().equals(rule))
                || run.route().overlaysAlsoMatched().stream()
                        .anyMatch(claim -> claim.rule().name().equals(rule));
        if (!matched) {
            return null;
        }
        List<String> deciding = new ArrayList<>();
        run.route().claim().map(claim -> claim.rule().name()).ifPresent(deciding::add);
        run.route()
                .overlays()
                .values()
                .forEach(claim -> deciding.add(claim.rule().name()));
        return deciding.stream()
                .filter(winners::contains)
                .findFirst()
                .map(name -> "rule " + Words.quoted(name) + " decides")
                .orElse(null);
    }

    /** Of conditions that can be left out, in the order of the file. */
    private List<Finding> conditions(Studied rule, Work work) {
        List<Finding> findings = new ArrayList<>();
        for (int at = 0; at < rule.parts().size(); at++) {
            Part part = rule.parts().get(at);
            String text = ConditionText.of(part.condition());
            if (redundancy.isAlways(part, work)) {
                findings.add(condition(
                        FindingCode.CONDITION_ALWAYS_TRUE,
                        rule,
                        part,
                        text + " holds "
                                + (isOnTerritory(part)
                                        ? "for every territory of the roster"
                                        : "for every account at any moment")));
            } else if (redundancy.isImplied(rule, at, work)) {
                findings.add(condition(
                        FindingCode.REDUNDANT_CONDITION,
                        rule,
                        part,
                        text + " says nothing: it holds wherever the rest of the rule does"));
            }
        }
        return findings;
    }

    private static boolean isOnTerritory(Part part) {
        boolean[] found = {false};
        Comparisons.each(
                part.condition(), comparison -> found[0] |= comparison.operand().fact() == FactType.TERRITORY);
        return found[0];
    }

    private Finding condition(FindingCode code, Studied rule, Part part, String message) {
        return new Finding(
                code,
                code.severity(),
                rule.rule().name(),
                part.condition().place().toString(),
                List.of(),
                0,
                message,
                "leave it out; the rule matches the same",
                null,
                null,
                null,
                null);
    }

    private static Finding finding(
            FindingCode code,
            Studied rule,
            List<Studied> others,
            String message,
            String hint,
            Finding.@Nullable Example example) {
        return new Finding(
                code,
                code.severity(),
                rule.rule().name(),
                rule.rule().place().toString(),
                others.stream().limit(OTHERS).map(Studied::at).toList(),
                Math.max(0, others.size() - OTHERS),
                message,
                hint,
                null,
                null,
                example,
                null);
    }

    /** Whether the rule takes part in no contest that it wins, though it matches. */
    private static boolean isShadowed(List<Fate> fates) {
        return !fates.isEmpty() && fates.stream().allMatch(fate -> fate == Fate.NEVER);
    }
}
