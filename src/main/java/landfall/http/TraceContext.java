package landfall.http;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a call belongs to, by W3C Trace Context: the caller's, or a new one where it sends none that can be read.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId of this service's part in it, new for each call; 16 of them
 * @param state the caller's {@code tracestate} as it came; null where there is none, or its {@code traceparent} can't be read
 */
record TraceContext(String traceId, String spanId, @Nullable String state) {

    private static final int VERSION_00 = 55;
    private static final int LONGEST_STATE = 512;

    /** @param parents of the headers {@code traceparent}; more than one is none */
    static TraceContext of(List<String> parents, List<String> states) {
        String parent = parents.size() == 1 ? parents.get(0).strip() : "";
        if (!isReadable(parent)) {
            return new TraceContext(random(2), random(1), null);
        }
        String state = String.join(",", states);
        return new TraceContext(
                parent.substring(3, 35), random(1), state.isBlank() || state.length() > LONGEST_STATE ? null : state);
    }

    /** Version 00 is just so long; a later one may go on after a dash, and ff is none. */
    private static boolean isReadable(String parent) {
        return parent.length() >= VERSION_00
                && isHex(parent, 0, 2)
                && !parent.startsWith("ff")
                && (parent.startsWith("00") ? parent.length() == VERSION_00 : isEnded(parent))
                && parent.charAt(2) == '-'
                && isId(parent, 3, 35)
                && parent.charAt(35) == '-'
                && isId(parent, 36, 52)
                && parent.charAt(52) == '-'
                && isHex(parent, 53, 55);
    }

    private static boolean isEnded(String parent) {
        return parent.length() == VERSION_00 || parent.charAt(VERSION_00) == '-';
    }

    private static boolean isId(String text, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= text.charAt(i) == '0';
        }
        return !zero && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String random(int longs) {
        StringBuilder id = new StringBuilder(16 * longs);
        for (int i = 0; i < longs; i++) {
            long part = ThreadLocalRandom.current().nextLong();
            id.append(HexFormat.of().toHexDigits(part == 0 ? 1 : part));
        }
        return id.toString();
    }
}
