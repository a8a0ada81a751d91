package landfall.ruleset.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import landfall.facts.Account;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.IsNull;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Operand.NumberOperand;
import landfall.language.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A number: the bounds that rules name, what lies between each two of them, and null. Exact; of whole numbers only what
 * lies between is there that holds one.
 */
final class NumberDimension implements Dimension {

    private static final Map<String, BigDecimal[]> RANGES = Map.of(
            "employees", range("0", "2147483647"), "latitude", range("-90", "90"), "longitude", range("-180", "180"));

    private final Operand operand;
    private final boolean whole;
    private final List<BigDecimal> bounds;
    private final TreeMap<BigDecimal, Integer> places = new TreeMap<>();
    private final BitSet all = new BitSet();

    /** @param asked all comparisons of the field */
    NumberDimension(Operand operand, Collection<Comparison> asked) {
        this.operand = operand;
        this.whole = operand.type() == ValueType.INTEGER;
        TreeSet<BigDecimal> named = new TreeSet<>();
        for (Comparison comparison : asked) {
            for (Literal literal : Comparisons.literals(comparison)) {
                named.add((BigDecimal) literal.value());
            }
        }
        BigDecimal[] range = RANGES.get(operand.text());
        if (range != null) {
            named.addAll(List.of(range));
        }
        bounds = List.copyOf(named);
        for (int each = 0; each < bounds.size(); each++) {
            places.put(bounds.get(each), each);
        }
        for (int each = 0; each <= 2 * bounds.size() + 1; each++) {
            BigDecimal example = example(each);
            boolean inRange = each == nullClass()
                    || (example != null
                            && (range == null
                                    || (example.compareTo(range[0]) >= 0 && example.compareTo(range[1]) <= 0)));
            all.set(each, inRange);
        }
    }

    private static BigDecimal[] range(String from, String to) {
        return new BigDecimal[] {new BigDecimal(from), new BigDecimal(to)};
    }

    private int nullClass() {
        return 2 * bounds.size() + 1;
    }

    /** A number of the class, whole where there is one; null where there is none. */
    private @Nullable BigDecimal example(int each) {
        if (each == nullClass()) {
            return null;
        }
        if (each % 2 == 1) {
            BigDecimal bound = bounds.get(each / 2);
            return whole && bound.stripTrailingZeros().scale() > 0 ? null : bound;
        }
        BigDecimal low = each == 0 ? null : bounds.get(each / 2 - 1);
        BigDecimal high = each / 2 == bounds.size() ? null : bounds.get(each / 2);
        if (low == null) {
            if (high == null) {
                return BigDecimal.ONE;
            }
            return high.signum() > 0
                    ? BigDecimal.ZERO
                    : high.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
        }
        BigDecimal next = low.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
        if (high == null || next.compareTo(high) < 0) {
            return next;
        }
        return whole ? null : low.add(high).divide(BigDecimal.valueOf(2));
    }

    @Override
    public String name() {
        return operand.text();
    }

    @Override
    public BitSet all() {
        return all;
    }

    @Override
    public BitSet where(Comparison comparison) {
        BitSet bits = new BitSet();
        Comparison positive = Comparisons.positive(comparison);
        if (positive instanceof IsNull) {
            bits.set(nullClass());
        } else if (positive instanceof Compare compare) {
            int at = 2 * place(compare.literal()) + 1;
            switch (compare.comparator()) {
                case EQUAL, NOT_EQUAL -> bits.set(at);
                case LESS -> bits.set(0, at);
                case LESS_OR_EQUAL -> bits.set(0, at + 1);
                case GREATER -> bits.set(at + 1, nullClass());
                case GREATER_OR_EQUAL -> bits.set(at, nullClass());
            }
        } else {
            Comparisons.literals(positive).forEach(literal -> bits.set(2 * place(literal) + 1));
        }
        if (Comparisons.isNegated(comparison)) {
            bits.flip(0, nullClass() + 1);
        }
        bits.and(all);
        return bits;
    }

    private int place(Literal literal) {
        Integer place = places.get((BigDecimal) literal.value());
        if (place == null) {
            throw new IllegalArgumentException("not asked of this field: " + literal.place());
        }
        return place;
    }

    @Override
    public boolean show(int each, Map<String, Object> account) {
        BigDecimal example = example(each);
        if (example != null) {
            account.put(operand instanceof NumberOperand number ? number.key() : name(), example);
        }
        return true;
    }

    @Override
    public String text(BitSet classes) {
        List<String> parts = new ArrayList<>();
        int most = nullClass() - 1;
        for (int from = classes.nextSetBit(0); from >= 0 && from <= most; ) {
            int to = from;
            int next = all.nextSetBit(to + 1);
            while (next >= 0 && next <= most && classes.get(next)) {
                to = next;
                next = all.nextSetBit(to + 1);
            }
            parts.add(part(from, to));
            from = classes.nextSetBit(to + 1);
        }
        if (classes.get(nullClass())) {
            parts.add("unknown");
        }
        return String.join(", or ", parts);
    }

    private String part(int from, int to) {
        String low = from == 0 ? "" : from % 2 == 1 ? "from " + number(from / 2) : "above " + number(from / 2 - 1);
        String high = to / 2 == bounds.size() && to % 2 == 0
                ? ""
                : to % 2 == 1 ? "up to " + number(to / 2) : "below " + number(to / 2);
        if (from == to && from % 2 == 1) {
            return number(from / 2);
        }
        return low.isEmpty() && high.isEmpty() ? "any number" : (low + " " + high).strip();
    }

    private String number(int bound) {
        return bounds.get(bound).toPlainString();
    }

    @Override
    public boolean isUsual(BitSet classes) {
        return false;
    }

    @Override
    public int of(Account account) {
        Object value = operand.read(account);
        if (value == null) {
            return nullClass();
        }
        BigDecimal number = value instanceof Integer count ? BigDecimal.valueOf(count) : (BigDecimal) value;
        Integer exact = places.get(number);
        if (exact != null) {
            return 2 * exact + 1;
        }
        Map.Entry<BigDecimal, Integer> below = places.floorEntry(number);
        return below == null ? 0 : 2 * below.getValue() + 2;
    }
}
