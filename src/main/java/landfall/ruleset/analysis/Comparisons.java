package landfall.ruleset.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Condition.Affix;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Contains;
import landfall.language.Condition.In;
import landfall.language.Condition.IsNull;
import landfall.language.Condition.Matches;
import landfall.language.Condition.MemberOf;
import landfall.language.Literal;
import landfall.language.ValueList;
import org.jspecify.annotations.Nullable;

/** Takes comparisons apart: what they say without their negation, and which values they name. */
final class Comparisons {

    private Comparisons() {}

    /** Every comparison of a condition, however deep. */
    static void each(Condition condition, Consumer<Comparison> visitor) {
        if (condition instanceof Condition.And and) {
            and.conditions().forEach(part -> each(part, visitor));
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(part -> each(part, visitor));
        } else if (condition instanceof Condition.Not not) {
            each(not.condition(), visitor);
        } else {
            visitor.accept((Comparison) condition);
        }
    }

    static boolean isNegated(Comparison comparison) {
        return (comparison instanceof Compare compare && compare.comparator() == Comparator.NOT_EQUAL)
                || (comparison instanceof In in && in.negated())
                || (comparison instanceof MemberOf memberOf && memberOf.negated())
                || (comparison instanceof Contains contains && contains.negated())
                || (comparison instanceof IsNull isNull && isNull.negated());
    }

    /** The same without {@code not}: it holds exactly where the comparison doesn't, if that is negated. */
    static Comparison positive(Comparison comparison) {
        if (!isNegated(comparison)) {
            return comparison;
        }
        if (comparison instanceof Compare compare) {
            return new Compare(compare.operand(), Comparator.EQUAL, compare.literal(), compare.place());
        }
        if (comparison instanceof In in) {
            return new In(in.operand(), false, in.literals(), in.place());
        }
        if (comparison instanceof MemberOf memberOf) {
            return new MemberOf(memberOf.operand(), false, memberOf.list(), memberOf.listPlace(), memberOf.place());
        }
        if (comparison instanceof Contains contains) {
            return new Contains(contains.operand(), false, contains.literal(), contains.place());
        }
        return new IsNull(comparison.operand(), false, comparison.place());
    }

    /** Whether it asks for a part or the form of a text, so that values that no rule names can satisfy it. */
    static boolean isAboutForm(Comparison comparison) {
        return comparison instanceof Affix || comparison instanceof Contains || comparison instanceof Matches;
    }

    /** The values that satisfy a positive comparison; null where others than those it names can. */
    static @Nullable Set<Object> values(Comparison positive, Map<String, ValueList> lists) {
        if (positive instanceof Compare compare && compare.comparator() == Comparator.EQUAL) {
            return Set.of(compare.literal().value());
        }
        if (positive instanceof In in) {
            Set<Object> values = new HashSet<>();
            in.literals().stream().map(Literal::value).forEach(values::add);
            return values;
        }
        if (positive instanceof MemberOf memberOf) {
            ValueList list = lists.get(memberOf.list());
            return list == null ? Set.of() : new HashSet<>(list.values());
        }
        return null;
    }

    /** The number literals of a comparison. */
    static List<Literal> literals(Comparison comparison) {
        if (comparison instanceof Compare compare) {
            return List.of(compare.literal());
        }
        return comparison instanceof In in ? in.literals() : List.of();
    }
}
