package landfall.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import landfall.rotation.Placement;

/** How the accounts of a file spread: a line for each territory, the fullest first. */
final class RouteSummary {

    private static final class Line {
        private final String territory;
        private long accounts;
        private final Map<String, Long> reps = new TreeMap<>();
        private final Map<String, Long> statuses = new TreeMap<>();

        Line(String territory) {
            this.territory = territory;
        }
    }

    private final Map<String, Line> lines = new TreeMap<>();
    private long accounts;

    void add(Placement placement) {
        accounts++;
        String territory = placement.territory() == null ? "(named rep)" : placement.territory();
        Line line = lines.computeIfAbsent(territory, Line::new);
        line.accounts++;
        line.reps.merge(placement.owner(), 1L, Long::sum);
        line.statuses.merge(placement.status().word(), 1L, Long::sum);
    }

    /** The table as text, with its heading. */
    String print() {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(9);
        StringBuilder text = new StringBuilder();
        String format = "%-" + Math.max(width, 9) + "s  %8s  %6s  %-9s %s%n";
        text.append(String.format(Locale.ROOT, format, "territory", "accounts", "share", "status", "reps"));
        List<Line> fullest = new ArrayList<>(lines.values());
        fullest.sort(Comparator.comparingLong((Line line) -> -line.accounts).thenComparing(line -> line.territory));
        for (Line line : fullest) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    line.territory,
                    line.accounts,
                    String.format(Locale.ROOT, "%.1f%%", 100.0 * line.accounts / accounts),
                    String.join("+", line.statuses.keySet()),
                    reps(line)));
        }
        text.append(String.format(Locale.ROOT, "%d accounts, %d territories%n", accounts, lines.size()));
        return text.toString();
    }

    private static String reps(Line line) {
        List<String> reps = new ArrayList<>();
        line.reps.forEach((rep, count) -> reps.add(rep + " " + count));
        return String.join(", ", reps);
    }
}
