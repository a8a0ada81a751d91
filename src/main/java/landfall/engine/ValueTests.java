package landfall.engine;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.language.Condition.Affix;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Contains;
import landfall.language.Condition.In;
import landfall.language.Condition.IsNull;
import landfall.language.Condition.Matches;
import landfall.language.Condition.MemberOf;
import landfall.language.Literal;
import landfall.language.ValueList;
import landfall.language.ValueType;

/**
 * Turns comparisons into tests on values: nulls as the rule language says, numbers exact, expressions in linear time.
 * Throws IllegalArgumentException for what a checked rule cannot hold.
 */
final class ValueTests {

    private final Map<String, Set<Object>> members;
    // Rules mostly name the same few values: one object for each is less heap, and sooner in the cache.
    private final Map<Object, Object> shared = new HashMap<>();

    ValueTests(Map<String, ValueList> lists) {
        Map<String, Set<Object>> copies = new HashMap<>();
        lists.forEach((name, list) -> copies.put(name, new HashSet<>(list.values())));
        members = copies;
    }

    ValueTest of(Comparison comparison) {
        if (comparison instanceof Compare compare) {
            return compare(compare);
        }
        if (comparison instanceof In in) {
            return in(in);
        }
        if (comparison instanceof MemberOf memberOf) {
            Set<Object> values = membersOf(memberOf.list());
            return negated(memberOf.negated(), value -> value != null && values.contains(value));
        }
        if (comparison instanceof Contains contains) {
            return contains(contains);
        }
        if (comparison instanceof Matches matches) {
            requireText(matches);
            Pattern pattern = Pattern.compile(matches.expression());
            return value -> value != null && pattern.matches((String) value);
        }
        if (comparison instanceof Affix affix) {
            requireText(affix);
            String text = affix.text();
            return affix.start()
                    ? value -> value != null && ((String) value).startsWith(text)
                    : value -> value != null && ((String) value).endsWith(text);
        }
        IsNull isNull = (IsNull) comparison;
        return isNull.negated() ? value -> value != null : value -> value == null;
    }

    /** The values of a list; one set for all who ask. */
    Set<Object> membersOf(String list) {
        Set<Object> values = members.get(list);
        if (values == null) {
            throw new IllegalArgumentException("no list " + list);
        }
        return values;
    }

    private static ValueTest compare(Compare compare) {
        ValueTest equal = equalTo(compare.operand().type(), compare.literal(), compare);
        return switch (compare.comparator()) {
            case EQUAL -> equal;
            case NOT_EQUAL -> value -> !equal.test(value);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(compare);
        };
    }

    private static ValueTest equalTo(ValueType type, Literal literal, Comparison where) {
        Object wanted = literal.value();
        switch (type) {
            case TEXT -> {
                require(wanted instanceof String, where);
                return wanted::equals;
            }
            case BOOLEAN -> {
                require(wanted instanceof Boolean, where);
                return wanted::equals;
            }
            case INTEGER -> {
                require(wanted instanceof BigDecimal, where);
                BigDecimal number = (BigDecimal) wanted;
                return isInt(number)
                        ? ((Integer) number.intValueExact())::equals
                        : value ->
                                value != null && BigDecimal.valueOf((int) value).compareTo(number) == 0;
            }
            case DECIMAL -> {
                require(wanted instanceof BigDecimal, where);
                BigDecimal number = (BigDecimal) wanted;
                return value -> value != null && ((BigDecimal) value).compareTo(number) == 0;
            }
            default -> throw refused(where);
        }
    }

    private static ValueTest ordered(Compare compare) {
        boolean less = compare.comparator() == landfall.language.Condition.Comparator.LESS
                || compare.comparator() == landfall.language.Condition.Comparator.LESS_OR_EQUAL;
        boolean orEqual = compare.comparator() == landfall.language.Condition.Comparator.LESS_OR_EQUAL
                || compare.comparator() == landfall.language.Condition.Comparator.GREATER_OR_EQUAL;
        Object bound = compare.literal().value();
        return switch (compare.operand().type()) {
            case TEXT -> {
                require(bound instanceof String, compare);
                String text = (String) bound;
                yield value -> value != null && holds(((String) value).compareTo(text), less, orEqual);
            }
            case INTEGER -> {
                require(bound instanceof BigDecimal, compare);
                BigDecimal number = (BigDecimal) bound;
                if (isInt(number)) {
                    int whole = number.intValueExact();
                    yield value -> value != null && holds(Integer.compare((int) value, whole), less, orEqual);
                }
                yield value ->
                        value != null && holds(BigDecimal.valueOf((int) value).compareTo(number), less, orEqual);
            }
            case DECIMAL -> {
                require(bound instanceof BigDecimal, compare);
                BigDecimal number = (BigDecimal) bound;
                yield value -> value != null && holds(((BigDecimal) value).compareTo(number), less, orEqual);
            }
            default -> throw refused(compare);
        };
    }

    private static boolean holds(int order, boolean less, boolean orEqual) {
        return order == 0 ? orEqual : order < 0 == less;
    }

    private ValueTest in(In in) {
        List<Literal> literals = in.literals();
        switch (in.operand().type()) {
            case TEXT, BOOLEAN -> {
                Set<Object> values = new HashSet<>();
                for (Literal literal : literals) {
                    equalTo(in.operand().type(), literal, in);
                    values.add(shared(literal.value()));
                }
                return negated(in.negated(), OneOf.of(values));
            }
            case INTEGER, DECIMAL -> {
                // A TreeSet, since equal numbers of different scale are not equal to a HashSet.
                TreeSet<BigDecimal> values = new TreeSet<>();
                for (Literal literal : literals) {
                    require(literal.value() instanceof BigDecimal, in);
                    values.add((BigDecimal) literal.value());
                }
                return negated(in.negated(), value -> value != null && values.contains(decimal(value)));
            }
            default -> throw refused(in);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T value) {
        return (T) shared.computeIfAbsent(value, key -> key);
    }

    private static ValueTest contains(Contains contains) {
        require(contains.literal().value() instanceof String, contains);
        String wanted = (String) contains.literal().value();
        return switch (contains.operand().type()) {
            case TEXT -> negated(contains.negated(), value -> value != null && ((String) value).contains(wanted));
            case TEXTS -> negated(contains.negated(), value -> value != null && ((Set<?>) value).contains(wanted));
            default -> throw refused(contains);
        };
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Integer whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    private static boolean isInt(BigDecimal number) {
        try {
            number.intValueExact();
            return true;
        } catch (ArithmeticException tooLargeOrFraction) {
            return false;
        }
    }

    private static ValueTest negated(boolean negated, ValueTest test) {
        return negated ? value -> !test.test(value) : test;
    }

    private static void requireText(Comparison comparison) {
        require(comparison.operand().type() == ValueType.TEXT, comparison);
    }

    private static void require(boolean holds, Comparison where) {
        if (!holds) {
            throw refused(where);
        }
    }

    private static IllegalArgumentException refused(Comparison where) {
        return new IllegalArgumentException(
                "not a checked comparison of " + where.operand().text() + " at " + where.place());
    }
}
