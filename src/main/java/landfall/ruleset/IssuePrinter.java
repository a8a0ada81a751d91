package landfall.ruleset;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.language.Issue;
import landfall.language.Place;

/**
 * Prints issues for people: the place, the line of the file, a mark under the part that is meant, and the hint. Marks
 * stand under wide characters as well.
 */
public final class IssuePrinter {

    private static final int TAB = 4;
    private static final int WIDEST_LINE = 160;
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final Map<String, RuleFile> files = new HashMap<>();
    private final Map<String, String[]> lines = new HashMap<>();
    private final boolean colours;

    /** @param colours whether the output goes to a terminal that shows colours */
    public IssuePrinter(List<RuleFile> files, boolean colours) {
        files.forEach(file -> this.files.put(file.path(), file));
        this.colours = colours;
    }

    /** All of them, with an empty line between two; ends with a line break unless there are none. */
    public String print(List<Issue> issues) {
        StringBuilder text = new StringBuilder();
        for (Issue issue : issues) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            print(issue, text);
        }
        return text.toString();
    }

    private void print(Issue issue, StringBuilder text) {
        String colour = issue.isError() ? RED : YELLOW;
        text.append(coloured(BOLD, issue.place().toString()))
                .append(": ")
                .append(coloured(colour, (issue.isError() ? "error" : "warning") + "[" + issue.code() + "]"))
                .append(": ")
                .append(issue.message())
                .append('\n');
        snippet(issue.place(), colour, text);
        if (issue.hint() != null) {
            text.append("hint: ").append(issue.hint()).append('\n');
        }
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    private void snippet(Place place, String colour, StringBuilder text) {
        if (place.isCell()) {
            return;
        }
        String[] all = lines.computeIfAbsent(place.file(), this::readLines);
        if (place.line() < 1 || place.line() > all.length) {
            return;
        }
        String line = all[place.line() - 1];
        int start = Math.min(place.column() - 1, line.length());
        int end = Math.min(start + place.length(), line.length());
        int from = firstShown(line, start);
        int to = Math.min(line.length(), from + WIDEST_LINE);
        String before = (from > 0 ? "…" : "") + expanded(line.substring(from, start));
        String marked = expanded(line.substring(start, Math.max(start, Math.min(end, to))));
        String after = end < to ? expanded(line.substring(end, to)) : "";
        text.append("    ")
                .append(before)
                .append(marked)
                .append(after)
                .append(to < line.length() ? "…" : "")
                .append('\n');
        String mark = "^" + "~".repeat(Math.max(0, width(marked) - 1));
        text.append("    ")
                .append(" ".repeat(width(before)))
                .append(coloured(colour, mark))
                .append('\n');
    }

    /** Long lines are cut, so that the mark stays in sight. */
    private static int firstShown(String line, int start) {
        int from = start < WIDEST_LINE * 3 / 4 ? 0 : start - WIDEST_LINE / 2;
        return from > 0 && Character.isLowSurrogate(line.charAt(from)) ? from - 1 : from;
    }

    private String[] readLines(String path) {
        RuleFile file = files.get(path);
        if (file == null) {
            return new String[0];
        }
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return marked.split("\r\n|\r|\n", -1);
    }

    /** Tabs become blanks, and what would change the terminal becomes visible. */
    private static String expanded(String part) {
        StringBuilder text = new StringBuilder(part.length());
        part.codePoints().forEach(point -> {
            if (point == '\t') {
                text.append(" ".repeat(TAB));
            } else if (Character.isISOControl(point) || UCharacter.getType(point) == Character.FORMAT) {
                text.append('\u2420');
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    /** Columns of a terminal. */
    static int width(String text) {
        return text.codePoints().map(IssuePrinter::width).sum();
    }

    private static int width(int point) {
        int type = UCharacter.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        int east = UCharacter.getIntPropertyValue(point, UProperty.EAST_ASIAN_WIDTH);
        return east == UCharacter.EastAsianWidth.WIDE || east == UCharacter.EastAsianWidth.FULLWIDTH ? 2 : 1;
    }
}
