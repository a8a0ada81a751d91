package landfall.engine;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Compare;
import landfall.language.Condition.In;
import landfall.language.Condition.IsNull;
import landfall.language.Condition.MemberOf;
import landfall.language.Condition.Or;
import landfall.language.FactType;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What a rule needs at least: for some of the values that it asks for, the few that they can be. A rule never matches
 * where such a value is another one; where it is one of them, it still may not.
 */
final class NeededValues {

    /** Stands for a value that is not known. */
    static final Object UNKNOWN = new Object();

    private record Need(Operand operand, Set<Object> values) {}

    private final ValueTests valueTests;
    private final Slots slots;

    NeededValues(ValueTests valueTests, Slots slots) {
        this.valueTests = valueTests;
        this.slots = slots;
    }

    /** By slot, the values that it can have; slots that are not named can have any. */
    Map<Integer, Set<Object>> of(Rule rule) {
        Map<Integer, Set<Object>> needed = new HashMap<>();
        for (Pattern pattern : rule.patterns()) {
            if (pattern.fact() != FactType.CLOCK) {
                pattern.conditions().forEach(condition -> collect(condition, needed));
            }
        }
        return needed;
    }

    private void collect(Condition condition, Map<Integer, Set<Object>> needed) {
        if (condition instanceof And and) {
            and.conditions().forEach(part -> collect(part, needed));
            return;
        }
        Need need = needOf(condition);
        if (need != null) {
            needed.merge(slots.slot(need.operand()), need.values(), NeededValues::common);
        }
    }

    private @Nullable Need needOf(Condition condition) {
        if (condition instanceof Compare compare && compare.comparator() == Condition.Comparator.EQUAL) {
            return literals(compare.operand(), List.of(compare.literal()));
        }
        if (condition instanceof In in && !in.negated()) {
            return literals(in.operand(), in.literals());
        }
        if (condition instanceof MemberOf memberOf && !memberOf.negated()) {
            return memberOf.operand().type() == ValueType.TEXT
                    ? new Need(memberOf.operand(), valueTests.membersOf(memberOf.list()))
                    : null;
        }
        if (condition instanceof IsNull isNull && !isNull.negated()) {
            return new Need(isNull.operand(), Set.of(UNKNOWN));
        }
        return condition instanceof Or or ? either(or) : null;
    }

    /** Every branch must need the same value, or the whole needs none. */
    private @Nullable Need either(Or or) {
        Set<Object> values = new HashSet<>();
        Operand operand = null;
        for (Condition part : or.conditions()) {
            Need need = needOf(part);
            if (need == null || (operand != null && !operand.equals(need.operand()))) {
                return null;
            }
            operand = need.operand();
            values.addAll(need.values());
        }
        return operand == null ? null : new Need(operand, values);
    }

    private static @Nullable Need literals(Operand operand, List<Literal> literals) {
        Set<Object> values = new HashSet<>();
        for (Literal literal : literals) {
            Object value = literal.value();
            switch (operand.type()) {
                case TEXT, BOOLEAN -> values.add(value);
                case INTEGER -> {
                    BigDecimal number = ((BigDecimal) value).stripTrailingZeros();
                    if (number.scale() > 0 || number.precision() - number.scale() > 9) {
                        return null;
                    }
                    values.add(number.intValueExact());
                }
                case DECIMAL, TEXTS -> {
                    return null;
                }
            }
        }
        return new Need(operand, values);
    }

    private static Set<Object> common(Set<Object> one, Set<Object> other) {
        Set<Object> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
