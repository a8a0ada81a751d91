package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells on the command line who has how much: the least even first. */
final class BalanceReport {

    private static final int MOST_LINES = 40;
    private static final String SPREADS = "%-30s  %9s  %15s  %9s  %5s  %9s  %10s  %11s%n";
    private static final String SHARES = "%-30s  %9s  %15s  %9s  %9s  %11s%n";

    private final PrintStream out;

    BalanceReport(PrintStream out) {
        this.out = out;
    }

    void snapshot(JsonNode snapshot) {
        JsonNode all = snapshot.path("all");
        out.printf(
                Locale.ROOT,
                "%,d accounts at %s, %,d open; potential %,.0f by %s%n",
                all.path("accounts").asLong(),
                snapshot.path("begunAt").asText(),
                all.path("openAssignments").asLong(),
                all.path("potential").asDouble(),
                snapshot.path("potential").asText());
        long partly = all.path("partlyKnown").asLong();
        if (partly > 0) {
            out.printf(Locale.ROOT, "A number is absent of %,d of them, and counts as 0.%n", partly);
        }
        spreads("all", List.of(all));
        spreads("territory", uneven(snapshot.path("territories")));
        spreads("team", uneven(snapshot.path("teams")));
        shares(snapshot.path("reps"));
    }

    void days(JsonNode snapshots) {
        line(SPREADS, "day", "accounts", "potential", "by quota", "reps", "Gini acc.", "Gini pot.", "max to mean");
        snapshots.forEach(snapshot -> spread(snapshot.path("day").asText(), snapshot.path("all")));
    }

    /** Whose potential is spread least evenly, first; of those that are as even, who has most accounts. */
    private static List<JsonNode> uneven(JsonNode rows) {
        List<JsonNode> sorted = new ArrayList<>();
        rows.forEach(sorted::add);
        sorted.sort(Comparator.comparingDouble((JsonNode row) ->
                        -row.path("spread").path("potential").path("gini").asDouble())
                .thenComparingLong(row -> -row.path("accounts").asLong())
                .thenComparing(row -> row.path("id").asText()));
        return sorted;
    }

    private void spreads(String what, List<JsonNode> rows) {
        out.println();
        line(SPREADS, what, "accounts", "potential", "by quota", "reps", "Gini acc.", "Gini pot.", "max to mean");
        rows.stream().limit(MOST_LINES).forEach(row -> spread(name(row), row));
        more(rows.size());
    }

    private void spread(String name, JsonNode row) {
        JsonNode potential = row.path("spread").path("potential");
        line(
                SPREADS,
                name,
                row.path("accounts").asText(),
                amount(row.path("potential")),
                row.path("quotaCoverage").asText("-"),
                row.path("reps").asText(),
                row.path("spread").path("accounts").path("gini").asText("-"),
                potential.path("gini").asText("-"),
                potential.path("maxToMean").asText("-"));
    }

    private void shares(JsonNode reps) {
        List<JsonNode> sorted = new ArrayList<>();
        reps.forEach(sorted::add);
        sorted.sort(Comparator.comparingDouble(
                        (JsonNode row) -> -row.path("potential").asDouble())
                .thenComparing(row -> row.path("id").asText()));
        out.println();
        line(SHARES, "rep", "accounts", "potential", "by quota", "open", "kilometres");
        sorted.stream()
                .limit(MOST_LINES)
                .forEach(row -> line(
                        SHARES,
                        name(row),
                        row.path("accounts").asText(),
                        amount(row.path("potential")),
                        row.path("quotaCoverage").asText("-"),
                        row.path("openAssignments").asText(),
                        amount(row.path("kilometres"))));
        more(sorted.size());
    }

    private static String name(JsonNode row) {
        String id = row.path("id").asText();
        return id.isEmpty() ? "(none)" : id;
    }

    private static String amount(JsonNode number) {
        return String.format(Locale.ROOT, "%,.0f", number.asDouble());
    }

    private void line(String format, Object... cells) {
        out.printf(Locale.ROOT, format, cells);
    }

    private void more(int rows) {
        if (rows > MOST_LINES) {
            out.printf(Locale.ROOT, "and %,d more: --output FILE has them all%n", rows - MOST_LINES);
        }
    }

    void nothing() {
        out.println("there is no snapshot; --fresh makes one");
    }

    void written(Path file) {
        out.println("written to " + file);
    }

    void refused(JsonNode problem) {
        out.println("refused: "
                + problem.path("detail").asText(problem.path("title").asText()));
        problem.path("issues")
                .forEach(issue -> out.println("  " + issue.path("place").asText() + ": "
                        + issue.path("message").asText()
                        + (issue.has("hint") ? " (" + issue.path("hint").asText() + ")" : "")));
    }

    void unanswered(ServiceClient.UnansweredException unanswered) {
        out.println(unanswered.getMessage());
    }
}
