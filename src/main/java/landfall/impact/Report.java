package landfall.impact;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** An impact as text: the summary, and a table each of territories, reps, flows and rules that change something. */
public final class Report {

    private static final int MOST_LINES = 40;
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    /** The whole text; it ends with a line's end. */
    public static String of(Impact impact) {
        Report report = new Report();
        report.wrap(impact.summary());
        if (impact.moves() > 0) {
            report.shifts("territory", impact.territories());
            report.shifts("rep", impact.reps());
            report.counts(
                    "from territory",
                    "to territory",
                    impact.flows(),
                    Impact.Flow::from,
                    Impact.Flow::to,
                    Impact.Flow::accounts);
            report.counts(
                    "by rule",
                    "place",
                    impact.rules(),
                    Impact.MovingRule::rule,
                    rule -> Objects.requireNonNullElse(rule.place(), ""),
                    Impact.MovingRule::accounts);
        }
        return report.text.toString();
    }

    private void wrap(String words) {
        int length = 0;
        for (String word : words.split(" ", -1)) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                text.append('\n');
                length = 0;
            }
            if (length > 0) {
                text.append(' ');
                length++;
            }
            text.append(word);
            length += word.length();
        }
        text.append('\n');
    }

    private void shifts(String what, List<Shift> shifts) {
        List<Shift> changed = shifts.stream()
                .filter(shift -> shift.movedIn() + shift.movedOut() > 0)
                .sorted(Comparator.comparingLong((Shift shift) -> -(shift.movedIn() + shift.movedOut()))
                        .thenComparing(Shift::id))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        int width = width(what, changed.stream().map(Shift::id));
        String format = "%-" + width + "s  %9s  %8s  %8s  %9s  %15s  %15s%n";
        heading(format, what, "before", "in", "out", "after", "revenue before", "after");
        for (Shift shift : changed.subList(0, Math.min(MOST_LINES, changed.size()))) {
            line(
                    format,
                    name(shift.id()),
                    shift.before().accounts(),
                    shift.movedIn(),
                    shift.movedOut(),
                    shift.after().accounts(),
                    shift.before().annualRevenue().toBigInteger(),
                    shift.after().annualRevenue().toBigInteger());
        }
        more(changed.size());
    }

    private <T> void counts(
            String first,
            String second,
            List<T> all,
            Function<T, String> firstOf,
            Function<T, String> secondOf,
            Function<T, Long> countOf) {
        int width = width(first, all.stream().map(firstOf));
        int secondWidth = width(second, all.stream().map(secondOf));
        String format = "%-" + width + "s  %-" + secondWidth + "s  %9s%n";
        heading(format, first, second, "accounts");
        for (T each : all.subList(0, Math.min(MOST_LINES, all.size()))) {
            line(format, name(firstOf.apply(each)), name(secondOf.apply(each)), countOf.apply(each));
        }
        more(all.size());
    }

    private void heading(String format, Object... cells) {
        text.append('\n');
        line(format, cells);
    }

    private void line(String format, Object... cells) {
        text.append(String.format(Locale.ROOT, format, cells));
    }

    private void more(int lines) {
        if (lines > MOST_LINES) {
            text.append(String.format(Locale.ROOT, "and %,d more%n", lines - MOST_LINES));
        }
    }

    private static String name(String id) {
        return id.isEmpty() ? "(none)" : id;
    }

    private static int width(String heading, Stream<String> cells) {
        return Math.max(heading.length(), cells.mapToInt(String::length).max().orElse(0));
    }
}
