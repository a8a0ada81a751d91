package landfall.ruleset.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Literal;
import landfall.language.Pattern;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** Walks over the comparisons of rules. */
final class Conditions {

    private Conditions() {}

    /** Every comparison of every rule. */
    static void each(ParsedRuleSet ruleSet, Consumer<Condition.Comparison> visitor) {
        for (ParsedRule rule : ruleSet.rules()) {
            for (Pattern pattern : rule.rule().patterns()) {
                each(pattern, visitor);
            }
        }
    }

    /** Every comparison of a pattern, however deep. */
    static void each(Pattern pattern, Consumer<Condition.Comparison> visitor) {
        Deque<Condition> open = new ArrayDeque<>(pattern.conditions());
        while (!open.isEmpty()) {
            Condition condition = open.pop();
            if (condition instanceof Condition.And and) {
                and.conditions().forEach(open::push);
            } else if (condition instanceof Condition.Or or) {
                or.conditions().forEach(open::push);
            } else if (condition instanceof Condition.Not not) {
                open.push(not.condition());
            } else {
                visitor.accept((Condition.Comparison) condition);
            }
        }
    }

    /** Every value that a field is compared with, alone, among others, or as a part. */
    static void eachLiteral(ParsedRuleSet ruleSet, BiConsumer<Condition.Comparison, Literal> visitor) {
        each(ruleSet, comparison -> {
            if (comparison instanceof Condition.Compare compare) {
                visitor.accept(compare, compare.literal());
            } else if (comparison instanceof Condition.In in) {
                in.literals().forEach(literal -> visitor.accept(in, literal));
            } else if (comparison instanceof Condition.Contains contains) {
                visitor.accept(contains, contains.literal());
            }
        });
    }
}
