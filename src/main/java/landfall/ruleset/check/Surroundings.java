package landfall.ruleset.check;

import java.util.List;
import java.util.function.Predicate;
import landfall.language.Condition;
import landfall.language.Operand;
import landfall.ruleset.ParsedRule;
import org.jspecify.annotations.Nullable;

/**
 * Where a comparison stands in its rule.
 *
 * @param joined what commas and {@code &&} join it to, or what it is a part of; null where nothing
 * @param negated whether an odd number of {@code !( )} is around it
 */
record Surroundings(ParsedRule rule, @Nullable Joined joined, boolean negated) {

    /**
     * Conditions that all must hold.
     *
     * @param own which of them it is that stands in these surroundings, or has it as a part
     */
    record Joined(List<Condition> conditions, int own, @Nullable Joined around) {}

    /** The first of the conditions that hold wherever this one matters, without itself; null where none is like that. */
    @Nullable
    Condition beside(Predicate<Condition> kind) {
        for (Joined at = joined; at != null; at = at.around()) {
            for (int i = 0; i < at.conditions().size(); i++) {
                if (i != at.own() && kind.test(at.conditions().get(i))) {
                    return at.conditions().get(i);
                }
            }
        }
        return null;
    }

    /** The condition that makes this field known wherever the comparison matters; null where none does. */
    @Nullable
    Condition requires(Operand operand) {
        return beside(condition -> Comparisons.requires(condition, operand));
    }

    /** Whether any comparison of the rule is like that. */
    boolean anywhere(Predicate<Condition.Comparison> kind) {
        boolean[] found = new boolean[1];
        rule.rule().patterns().forEach(pattern -> pattern.comparisons()
                .forEach(comparison -> found[0] |= kind.test(comparison)));
        return found[0];
    }
}
