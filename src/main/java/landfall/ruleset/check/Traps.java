package landfall.ruleset.check;

import java.util.List;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.Issue;
import landfall.language.Pattern;
import landfall.ruleset.CheckOptions;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.check.Surroundings.Joined;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that are allowed and most often not meant: at most one warning for each, the most telling one;
 * none in files with parts that were not understood.
 */
final class Traps implements Check {

    private final CheckOptions options;

    Traps(CheckOptions options) {
        this.options = options;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        var cleaner = options.cleaner().apply(ruleSet.vocabulary());
        AlwaysTrue alwaysTrue = new AlwaysTrue();
        List<Trap> traps = List.of(
                new RepeatedValues(),
                alwaysTrue,
                new Regions(cleaner),
                OtherSpellings.of(ruleSet, cleaner),
                new PastMoments(options.today()),
                new BlanksIncluded());
        for (ParsedRule rule : ruleSet.rules()) {
            if (!ruleSet.isUnderstood(rule.rule().place().file())) {
                continue;
            }
            new Walk(rule, traps, alwaysTrue, issues).walk();
        }
    }

    private record Walk(ParsedRule rule, List<Trap> traps, AlwaysTrue alwaysTrue, Consumer<Issue> issues) {

        void walk() {
            for (Pattern pattern : rule.rule().patterns()) {
                visitAll(pattern.conditions(), null, false);
            }
        }

        /** Conditions of which all must hold, unless they are negated. */
        private void visitAll(List<Condition> conditions, @Nullable Joined around, boolean negated) {
            for (int i = 0; i < conditions.size(); i++) {
                visit(conditions.get(i), negated ? around : new Joined(conditions, i, around), negated);
            }
        }

        private void visit(Condition condition, @Nullable Joined joined, boolean negated) {
            if (condition instanceof Condition.And and) {
                visitAll(and.conditions(), joined, negated);
            } else if (condition instanceof Condition.Or or) {
                Issue issue = negated ? null : alwaysTrue.find(or);
                if (issue != null) {
                    issues.accept(issue);
                    return;
                }
                or.conditions().forEach(part -> visit(part, joined, negated));
            } else if (condition instanceof Condition.Not not) {
                visit(not.condition(), joined, !negated);
            } else {
                find((Comparison) condition, new Surroundings(rule, joined, negated));
            }
        }

        private void find(Comparison comparison, Surroundings surroundings) {
            if (!Operators.suits(comparison)) {
                return;
            }
            for (Trap trap : traps) {
                Issue issue = trap.find(comparison, surroundings);
                if (issue != null) {
                    issues.accept(issue);
                    return;
                }
            }
        }
    }
}
