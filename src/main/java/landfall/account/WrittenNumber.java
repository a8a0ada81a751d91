package landfall.account;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it.
 *
 * <p>A dot and a comma together: the last one is the decimal sign. One comma before exactly three digits groups thousands
 * ({@code 1,200}), else it is the decimal sign ({@code 1,5}). One dot is the decimal sign ({@code 1.200} is 1.2), but
 * groups thousands before exactly three digits in a whole number, or where the currency follows the amount ({@code 1.200
 * €}). Several of one kind group thousands. Blanks, apostrophes and underscores group thousands.
 *
 * @param value without trailing zeros, at most 24 digits before the decimal sign and 18 after it
 * @param mark what stood for the currency, or null
 */
record WrittenNumber(BigDecimal value, @Nullable String mark) {

    private static final int LONGEST = 60;
    private static final int MOST_INTEGER_DIGITS = 24;
    private static final int MOST_DECIMALS = 18;

    /** Null where the text isn't a number. */
    static @Nullable WrittenNumber read(String tidy, boolean whole) {
        String text = tidy.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        boolean negative = false;
        if (text.charAt(0) == '(' && text.charAt(text.length() - 1) == ')') {
            negative = true;
            text = text.substring(1, text.length() - 1).strip();
        }
        int start = firstDigit(text);
        if (start < 0) {
            return null;
        }
        String before = text.substring(0, start).strip();
        String minus = minusOf(before);
        if (minus != null) {
            if (negative) {
                return null;
            }
            negative = minus.equals("-");
            before = withoutSign(before);
        }
        int end = NumberParts.endOfCore(text, start);
        String core = text.substring(start, end).strip();
        String after = text.substring(end).strip();
        if (after.equals("-") || after.equals("−")) {
            if (negative) {
                return null;
            }
            negative = true;
            after = "";
        }
        NumberParts.Magnitude magnitude = NumberParts.magnitude(after);
        String trailing = magnitude == null ? after : magnitude.rest();
        if (!before.isEmpty() && !trailing.isEmpty()) {
            return null;
        }
        BigDecimal number = NumberParts.core(core, whole || !trailing.isEmpty());
        if (number == null) {
            return null;
        }
        if (magnitude != null) {
            number = number.multiply(magnitude.factor());
        }
        BigDecimal value = bounded(negative ? number.negate() : number);
        String mark = before.isEmpty() ? trailing : before;
        return value == null ? null : new WrittenNumber(value, mark.isEmpty() ? null : mark);
    }

    /** A number as JSON has it; null where it is not finite or too large. */
    static @Nullable BigDecimal of(Number number) {
        try {
            if (number instanceof BigDecimal decimal) {
                return bounded(decimal);
            }
            if (number instanceof BigInteger integer) {
                return bounded(new BigDecimal(integer));
            }
            return bounded(new BigDecimal(number.toString()));
        } catch (NumberFormatException notFinite) {
            return null;
        }
    }

    static @Nullable BigDecimal bounded(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // In long: the scale of what a caller sends can be near either end of int.
        if ((long) value.precision() - value.scale() > MOST_INTEGER_DIGITS
                || (long) value.precision() > 1_000
                || value.scale() > 1_000) {
            return null;
        }
        BigDecimal rounded =
                value.scale() > MOST_DECIMALS ? value.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN) : value;
        if (rounded.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
    }

    private static int firstDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NumberParts.isDigit(c)) {
                return i > 0
                                && (text.charAt(i - 1) == '.' || text.charAt(i - 1) == ',')
                                && (i == 1 || !Character.isLetter(text.charAt(i - 2)))
                        ? i - 1
                        : i;
            }
        }
        return -1;
    }

    private static @Nullable String minusOf(String before) {
        if (before.isEmpty()) {
            return null;
        }
        char first = before.charAt(0);
        char last = before.charAt(before.length() - 1);
        if (isMinus(first) || isMinus(last)) {
            return "-";
        }
        return first == '+' || last == '+' ? "+" : null;
    }

    private static String withoutSign(String before) {
        char first = before.charAt(0);
        return isMinus(first) || first == '+'
                ? before.substring(1).strip()
                : before.substring(0, before.length() - 1).strip();
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '−' || c == '–' || c == '‐';
    }
}
