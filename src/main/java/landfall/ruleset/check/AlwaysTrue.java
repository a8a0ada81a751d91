package landfall.ruleset.check;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.IsNull;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.ruleset.IssueCode;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is true wherever it matters, so that it only looks as if it asked for something: one that another
 * condition beside it implies, a bound that the field never reaches, two sides of {@code ||} of which one always holds.
 */
final class AlwaysTrue implements Trap {

    private record Bounds(BigDecimal least, BigDecimal most) {
        static Bounds of(long least, long most) {
            return new Bounds(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
        }
    }

    private static final Map<String, Bounds> BOUNDS = Map.of(
            "Account.employees", Bounds.of(0, Integer.MAX_VALUE),
            "Account.latitude", Bounds.of(-90, 90),
            "Account.longitude", Bounds.of(-180, 180),
            "Clock.hour", Bounds.of(0, 23),
            "Clock.dayOfMonth", Bounds.of(1, 31),
            "Clock.month", Bounds.of(1, 12),
            "Clock.quarter", Bounds.of(1, 4));

    private static final String DELETE = "delete it, or was something else meant?";

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        if (surroundings.negated() || comparison.operand().text().equals("zone")) {
            return null;
        }
        Operand operand = comparison.operand();
        if (comparison instanceof Compare compare && holdsForAll(compare)) {
            boolean account = operand.fact() == FactType.ACCOUNT;
            return IssueCode.ALWAYS_TRUE.issue(
                    comparison.place(),
                    operand.text() + " is always " + compare.comparator().sign() + " " + spelled(compare.literal())
                            + (account ? " where it is known" : ""),
                    account ? "to ask whether it is known, write " + operand.text() + " != null" : DELETE);
        }
        Condition implying = comparison instanceof IsNull isNull && isNull.negated()
                ? surroundings.requires(operand)
                : surroundings.beside(other -> other instanceof Comparison second && implies(second, comparison));
        return implying == null
                ? null
                : IssueCode.ALWAYS_TRUE.issue(
                        comparison.place(),
                        "this asks nothing: it is true wherever the condition at " + implying.place() + " is",
                        DELETE);
    }

    /** Two sides of which one always holds; null where there are none. */
    @Nullable
    Issue find(Condition.Or or) {
        List<Condition> sides = or.conditions();
        for (int i = 0; i < Math.min(sides.size(), 50); i++) {
            for (int j = i + 1; j < Math.min(sides.size(), 50); j++) {
                Condition one = sides.get(i);
                Condition other = sides.get(j);
                boolean blanks = one instanceof Comparison first
                        && other instanceof Comparison second
                        && coverAllNumbers(first, second);
                if (blanks || areOpposites(one, other)) {
                    String field = blanks ? ((Comparison) one).operand().text() : "";
                    return IssueCode.ALWAYS_TRUE.issue(
                            other.place(),
                            "this or the condition at " + one.place() + " is always true"
                                    + (blanks ? " where " + field + " is known" : ""),
                            blanks
                                    ? "to ask whether it is known, write " + field + " != null"
                                    : "delete both; or was a comma meant instead of ||?");
                }
            }
        }
        return null;
    }

    private static boolean areOpposites(Condition one, Condition other) {
        if (one instanceof Condition.Not not && not.condition() instanceof Comparison inner) {
            return other instanceof Comparison second && Comparisons.same(inner, second);
        }
        if (other instanceof Condition.Not) {
            return !(one instanceof Condition.Not) && areOpposites(other, one);
        }
        if (!(one instanceof Comparison first && other instanceof Comparison second)
                || !Comparisons.sameField(first.operand(), second.operand())) {
            return false;
        }
        if (Comparisons.isNoneOf(first) || Comparisons.isNoneOf(second)) {
            Comparison none = Comparisons.isNoneOf(first) ? first : second;
            Comparison some = none.equals(first) ? second : first;
            // The one excludes no more than the other lets through again.
            return Comparisons.isOneOf(some) && Comparisons.values(some).containsAll(Comparisons.values(none));
        }
        if (first instanceof IsNull isNull && second instanceof IsNull wasNull) {
            return isNull.negated() != wasNull.negated();
        }
        if (first instanceof Condition.MemberOf member && second instanceof Condition.MemberOf members) {
            return member.negated() != members.negated() && member.list().equals(members.list());
        }
        return isTrueAndFalse(first, second) || isTrueAndFalse(second, first);
    }

    private static boolean isTrueAndFalse(Comparison first, Comparison second) {
        return Comparisons.isOneOf(first)
                && Comparisons.isOneOf(second)
                && Comparisons.values(first).contains(true)
                && Comparisons.values(second).contains(false);
    }

    /** Such as {@code < 10} and {@code >= 10}. */
    private static boolean coverAllNumbers(Comparison one, Comparison other) {
        if (!(one instanceof Compare first && other instanceof Compare second)
                || !Comparisons.sameField(first.operand(), second.operand())) {
            return false;
        }
        Compare below = isUpper(first) ? first : second;
        Compare above = isUpper(first) ? second : first;
        BigDecimal most = number(below.literal());
        BigDecimal least = number(above.literal());
        if (!isUpper(below) || !isLower(above) || most == null || least == null) {
            return false;
        }
        int order = least.compareTo(most);
        boolean either =
                below.comparator() == Comparator.LESS_OR_EQUAL || above.comparator() == Comparator.GREATER_OR_EQUAL;
        return order < 0 || (order == 0 && either);
    }

    /** Whether one of both, of the same field, is true only where the other is; of two that say the same the later. */
    private static boolean implies(Comparison given, Comparison asked) {
        if (!Comparisons.sameField(given.operand(), asked.operand())) {
            return false;
        }
        if (Comparisons.same(given, asked)) {
            return given.place().compareTo(asked.place()) < 0;
        }
        if (Comparisons.isOneOf(given) && Comparisons.isNoneOf(asked)) {
            return Collections.disjoint(Comparisons.values(given), Comparisons.values(asked));
        }
        return given instanceof Compare first && asked instanceof Compare second && isNarrower(first, second);
    }

    /** Both are bounds of the same side, and the first leaves less. */
    private static boolean isNarrower(Compare first, Compare second) {
        BigDecimal one = number(first.literal());
        BigDecimal other = number(second.literal());
        if (one == null || other == null) {
            return false;
        }
        int order = one.compareTo(other);
        if (isLower(first) && isLower(second)) {
            return order > 0 || (order == 0 && first.comparator() == Comparator.GREATER);
        }
        return isUpper(first)
                && isUpper(second)
                && (order < 0 || (order == 0 && first.comparator() == Comparator.LESS));
    }

    private static boolean holdsForAll(Compare compare) {
        Bounds bounds = BOUNDS.get(
                compare.operand().fact().word() + "." + compare.operand().text());
        BigDecimal number = number(compare.literal());
        boolean out = number != null && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0;
        if (bounds == null || number == null || out) {
            return false;
        }
        return switch (compare.comparator()) {
            case GREATER_OR_EQUAL -> number.compareTo(bounds.least()) <= 0;
            case GREATER -> number.compareTo(bounds.least()) < 0;
            case LESS_OR_EQUAL -> number.compareTo(bounds.most()) >= 0;
            case LESS -> number.compareTo(bounds.most()) > 0;
            case EQUAL, NOT_EQUAL -> false;
        };
    }

    private static boolean isLower(Compare compare) {
        return compare.comparator() == Comparator.GREATER || compare.comparator() == Comparator.GREATER_OR_EQUAL;
    }

    private static boolean isUpper(Compare compare) {
        return compare.comparator() == Comparator.LESS || compare.comparator() == Comparator.LESS_OR_EQUAL;
    }

    private static @Nullable BigDecimal number(Literal literal) {
        return literal instanceof Literal.NumberLiteral number ? number.value() : null;
    }

    private static String spelled(Literal literal) {
        return literal instanceof Literal.NumberLiteral number
                ? number.text()
                : literal.value().toString();
    }
}
