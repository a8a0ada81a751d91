package landfall.ruleset.check;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.In;
import landfall.language.Literal;
import landfall.language.Operand;

/** What comparisons say, whatever their places. */
final class Comparisons {

    private Comparisons() {}

    static boolean sameField(Operand one, Operand other) {
        return one.fact() == other.fact() && one.text().equals(other.text());
    }

    /** The values that it names as whole values; empty for other comparisons. */
    static List<Literal> literals(Comparison comparison) {
        if (comparison instanceof Compare compare) {
            return List.of(compare.literal());
        }
        return comparison instanceof In in ? in.literals() : List.of();
    }

    /** Values that are equal where the engine takes them for equal: {@code 1.0} and {@code 1}. */
    static Set<Object> values(Comparison comparison) {
        Set<Object> values = new HashSet<>();
        literals(comparison).forEach(literal -> values.add(value(literal)));
        return values;
    }

    static Object value(Literal literal) {
        return literal.value() instanceof BigDecimal number ? number.stripTrailingZeros() : literal.value();
    }

    /** {@code ==} or {@code in}: the field has one of the values. */
    static boolean isOneOf(Comparison comparison) {
        return comparison instanceof Compare compare
                ? compare.comparator() == Comparator.EQUAL
                : comparison instanceof In in && !in.negated();
    }

    /** {@code !=} or {@code not in}: the field has none of the values, or is blank. */
    static boolean isNoneOf(Comparison comparison) {
        return comparison instanceof Compare compare
                ? compare.comparator() == Comparator.NOT_EQUAL
                : comparison instanceof In in && in.negated();
    }

    /** Whether it can hold only where the field is known. */
    static boolean requiresValue(Comparison comparison) {
        if (comparison instanceof Condition.IsNull isNull) {
            return isNull.negated();
        }
        if (comparison instanceof Condition.MemberOf member) {
            return !member.negated();
        }
        if (comparison instanceof Condition.Contains contains) {
            return !contains.negated();
        }
        return !isNoneOf(comparison);
    }

    /** Whether the condition can hold only where this field is known. */
    static boolean requires(Condition condition, Operand operand) {
        if (condition instanceof Condition.And and) {
            return and.conditions().stream().anyMatch(part -> requires(part, operand));
        }
        if (condition instanceof Condition.Or or) {
            return or.conditions().stream().allMatch(part -> requires(part, operand));
        }
        return condition instanceof Comparison comparison
                && sameField(comparison.operand(), operand)
                && requiresValue(comparison);
    }

    /** Whether both say the same. */
    static boolean same(Comparison one, Comparison other) {
        if (!one.getClass().equals(other.getClass()) || !sameField(one.operand(), other.operand())) {
            return false;
        }
        if (one instanceof Compare compare) {
            return compare.comparator() == ((Compare) other).comparator()
                    && values(one).equals(values(other));
        }
        if (one instanceof In in) {
            return in.negated() == ((In) other).negated() && values(one).equals(values(other));
        }
        if (one instanceof Condition.MemberOf member) {
            Condition.MemberOf second = (Condition.MemberOf) other;
            return member.negated() == second.negated() && member.list().equals(second.list());
        }
        if (one instanceof Condition.Contains contains) {
            Condition.Contains second = (Condition.Contains) other;
            return contains.negated() == second.negated()
                    && value(contains.literal()).equals(value(second.literal()));
        }
        if (one instanceof Condition.Matches matches) {
            return matches.expression().equals(((Condition.Matches) other).expression());
        }
        if (one instanceof Condition.Affix affix) {
            Condition.Affix second = (Condition.Affix) other;
            return affix.start() == second.start() && affix.text().equals(second.text());
        }
        return ((Condition.IsNull) one).negated() == ((Condition.IsNull) other).negated();
    }
}
