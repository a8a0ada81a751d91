package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rules of a file of sentences, as Drools' expander does: {@code when}, {@code then} and {@code end} each begin
 * a line. Each character is looked at a bounded number of times, whatever the file holds.
 */
final class RuleLines {

    /**
     * Where the parts of one rule stand. A part that is missing has the offset where the rule stops.
     *
     * @param start of {@code rule}
     * @param conditions behind the word before them
     * @param then the beginning of the line of that word
     * @param actions behind the word before them
     * @param end the beginning of the line of {@code end}
     * @param stop behind the line of {@code end}, or where the next rule begins
     * @param missing the first keyword that begins no line; empty when there are all
     */
    record RuleLine(int start, int conditions, int then, int actions, int end, int stop, String missing) {}

    private final String text;

    private RuleLines(String text) {
        this.text = text;
    }

    static List<RuleLine> find(String text) {
        return new RuleLines(text).find();
    }

    private List<RuleLine> find() {
        List<RuleLine> rules = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = ruleStart(at);
            if (start < 0) {
                at = nextLine(at);
                continue;
            }
            RuleLine rule = rule(start);
            rules.add(rule);
            at = Math.max(rule.stop(), start + 1);
            if (!isLineStart(at)) {
                at = nextLine(at);
            }
        }
        return rules;
    }

    private RuleLine rule(int start) {
        int stop = nextRule(nextLine(start));
        int when = keyword("when", true, start + "rule".length() + 1, stop);
        if (when < 0) {
            return new RuleLine(start, stop, stop, stop, stop, stop, "when");
        }
        int conditions = behind("when", when);
        int then = keyword("then", false, conditions, stop);
        if (then < 0) {
            return new RuleLine(start, conditions, stop, stop, stop, stop, "then");
        }
        int actions = behind("then", then);
        int end = keyword("end", false, actions, stop);
        if (end < 0) {
            return new RuleLine(start, conditions, then, actions, stop, stop, "end");
        }
        int lineEnd = behind("end", end);
        while (lineEnd < text.length() && !isLineEnd(text.charAt(lineEnd))) {
            lineEnd++;
        }
        return new RuleLine(start, conditions, then, actions, end, lineEnd, "");
    }

    /** The next line from there on that begins a rule; the end of the text where there is none. */
    private int nextRule(int from) {
        for (int at = from; at < text.length(); at = nextLine(at)) {
            if (ruleStart(at) >= 0) {
                return at;
            }
        }
        return text.length();
    }

    /** Where {@code rule} stands on the line that begins there; -1 where it does not begin the line. */
    private int ruleStart(int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return text.startsWith("rule", at) && isWordEnd(at + "rule".length()) ? at : -1;
    }

    /** The beginning of the first line that has nothing but blank lines before this word; -1 where there is none. */
    private int keyword(String word, boolean whole, int from, int stop) {
        int at = isLineStart(from) ? from : nextLine(from);
        while (at < stop) {
            int first = at;
            while (first < stop && isBlank(text.charAt(first))) {
                first++;
            }
            boolean here = text.startsWith(word, first) && first + word.length() <= stop;
            if (here && (!whole || isWordEnd(first + word.length()))) {
                return at;
            }
            at = nextLine(first);
        }
        return -1;
    }

    private int behind(String word, int line) {
        return text.indexOf(word, line) + word.length();
    }

    private boolean isWordEnd(int at) {
        if (at >= text.length()) {
            return true;
        }
        int point = text.codePointAt(at);
        return point != '_' && !Character.isLetterOrDigit(point);
    }

    private boolean isLineStart(int at) {
        return at == 0 || (at < text.length() && isLineEnd(text.charAt(at - 1)));
    }

    private int nextLine(int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return Math.min(text.length(), at + 1);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
