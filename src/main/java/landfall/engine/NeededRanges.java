package landfall.engine;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Compare;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueType;

/**
 * Within which bounds a rule needs numbers to lie, at least: it never matches where one of them doesn't, or isn't known;
 * where they do, it still may not.
 */
final class NeededRanges {

    private final Slots slots;

    NeededRanges(Slots slots) {
        this.slots = slots;
    }

    /** By slot. */
    Map<Integer, Range> of(Rule rule) {
        Map<Integer, Range> ranges = new HashMap<>(2);
        for (Pattern pattern : rule.patterns()) {
            if (pattern.fact() != FactType.CLOCK) {
                pattern.conditions().forEach(condition -> collect(condition, ranges));
            }
        }
        return ranges;
    }

    private void collect(Condition condition, Map<Integer, Range> ranges) {
        if (condition instanceof And and) {
            and.conditions().forEach(part -> collect(part, ranges));
        } else if (condition instanceof Compare compare
                && isNumber(compare.operand().type())) {
            Range range = range(compare);
            if (!range.equals(Range.ANY)) {
                ranges.merge(slots.slot(compare.operand()), range, Range::and);
            }
        }
    }

    private static boolean isNumber(ValueType type) {
        return type == ValueType.DECIMAL || type == ValueType.INTEGER;
    }

    private static Range range(Compare compare) {
        if (!(compare.literal().value() instanceof BigDecimal bound)) {
            return Range.ANY;
        }
        double number = bound.doubleValue();
        return switch (compare.comparator()) {
            case GREATER, GREATER_OR_EQUAL -> Range.atLeast(number);
            case LESS, LESS_OR_EQUAL -> Range.atMost(number);
            case EQUAL, NOT_EQUAL -> Range.ANY;
        };
    }
}
