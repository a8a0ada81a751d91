package landfall.ruleset.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many steps the program of a regular expression has, at least as many as RE2 makes of it. RE2 matches in linear time,
 * but writes {@code x{1000}} out a thousand times, and repetitions within repetitions multiply.
 */
final class ExpressionSize {

    /** More than any expression needs that a person has written. */
    static final int MOST_STEPS = 10_000;

    static final int DEEPEST = 100;

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)(,(\\d*))?\\}");
    private static final int LONGEST_COUNT = 6;

    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");
    private static final char FIRST_SMALL_CYRILLIC = '\u1c80';
    private static final char LAST_SMALL_CYRILLIC = '\u1c88';
    private static final Pattern SMALL_CYRILLIC = Pattern.compile("[\u1c80-\u1c88]|\\\\x\\{0*1[cC]8");

    private final String text;
    private final Deque<Group> outer = new ArrayDeque<>();
    private Group group = new Group();
    private int deepest;
    private boolean spansSmallCyrillic;

    /** What stands between two parentheses, so far. */
    private static final class Group {
        private long steps;
        private long last;

        void add(long more) {
            steps = Math.min(Integer.MAX_VALUE, steps + more);
            last = more;
        }

        void repeat(long times) {
            long one = last;
            steps -= one;
            add(Math.min(Integer.MAX_VALUE, one * times + 1));
        }
    }

    private ExpressionSize(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            at = read(at);
        }
        while (!outer.isEmpty()) {
            close();
        }
    }

    /** Whether RE2 can be asked to compile it. */
    static boolean isBounded(String expression) {
        ExpressionSize size = new ExpressionSize(expression);
        return size.group.steps <= MOST_STEPS && size.deepest <= DEEPEST;
    }

    /**
     * Whether RE2/J never ends on it: it looks for the other cases of a character until the first comes back, and for
     * U+1C80 to U+1C88 it never does.
     */
    static boolean isEndless(String expression) {
        return IGNORES_CASE.matcher(expression).find()
                && (SMALL_CYRILLIC.matcher(expression).find() || new ExpressionSize(expression).spansSmallCyrillic);
    }

    private int read(int at) {
        char c = text.charAt(at);
        switch (c) {
            case '(' -> {
                outer.push(group);
                group = new Group();
                deepest = Math.max(deepest, outer.size());
            }
            case ')' -> close();
            case '[' -> {
                group.add(1);
                return behindClass(at);
            }
            case '\\' -> {
                return escape(at);
            }
            case '*', '+', '?' -> group.repeat(1);
            case '{' -> {
                return repeat(at);
            }
            default -> group.add(1);
        }
        return at + 1;
    }

    private void close() {
        long inner = group.steps + 2;
        if (!outer.isEmpty()) {
            group = outer.pop();
        }
        group.add(inner);
    }

    /** A quote, a class by name, or one character. */
    private int escape(int at) {
        if (text.startsWith("\\Q", at)) {
            int end = text.indexOf("\\E", at + 2);
            int stop = end < 0 ? text.length() : end;
            group.add(stop - at);
            // Only the last character is repeated.
            group.last = 1;
            return end < 0 ? stop : end + 2;
        }
        group.add(1);
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if ((kind == 'p' || kind == 'P' || kind == 'x') && at + 2 < text.length() && text.charAt(at + 2) == '{') {
            int end = text.indexOf('}', at);
            return end < 0 ? text.length() : end + 1;
        }
        return at + 2;
    }

    private int behindClass(int start) {
        int at = start + 1;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            spansSmallCyrillic |= text.charAt(at) == '-' && at > first && spans(at);
            int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            if (named >= 0) {
                at = named + 2;
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return Math.min(text.length(), at + 1);
    }

    /** Whether a range reaches over them; what is written by an escape may be anything. */
    private boolean spans(int hyphen) {
        int high = hyphen + 1 < text.length() ? text.codePointAt(hyphen + 1) : 0;
        int low = text.codePointBefore(hyphen);
        boolean escaped = high == '\\' || low == '}' || text.charAt(Math.max(0, hyphen - 2)) == '\\';
        return (low <= LAST_SMALL_CYRILLIC || escaped) && (high >= FIRST_SMALL_CYRILLIC || high == '\\');
    }

    private int repeat(int at) {
        Matcher matcher = REPEAT.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            group.add(1);
            return at + 1;
        }
        long least = count(matcher.group(1));
        String most = matcher.group(3);
        group.repeat(Math.max(least + 1, most == null || most.isEmpty() ? 0 : count(most)));
        return matcher.end();
    }

    /** RE2 refuses what is longer. */
    private static long count(String digits) {
        return digits.length() > LONGEST_COUNT ? 0 : Long.parseLong(digits);
    }
}
