package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells on the command line what came of a book. */
final class BookReport {

    private final PrintStream out;

    BookReport(PrintStream out) {
        this.out = out;
    }

    /** One row's: {@code row 17, Account Owner "Jo": no rep of that name (did you mean …?)}. */
    void issue(JsonNode issue) {
        String column = issue.has("column") ? ", " + issue.path("column").asText() : "";
        String value = issue.has("value") ? " \"" + issue.path("value").asText() + "\"" : "";
        String hint = issue.has("hint") ? " (" + issue.path("hint").asText() + ")" : "";
        out.println("row " + issue.path("row").asLong() + column + value + ": "
                + issue.path("message").asText() + hint
                + (issue.path("refused").asBoolean() ? " [left out]" : ""));
    }

    void imported(JsonNode answer) {
        List<String> columns = new ArrayList<>();
        answer.path("leftOutColumns").forEach(column -> columns.add(column.asText()));
        if (!columns.isEmpty()) {
            out.println("columns that became nothing: " + String.join(", ", columns));
        }
        out.println(Counted.of(answer.path("rows").asLong(), "row") + ": "
                + Counted.of(answer.path("added").asLong(), "new account") + ", "
                + answer.path("changed").asLong() + " changed, "
                + answer.path("unchanged").asLong() + " as they were, "
                + answer.path("refused").asLong() + " left out");
    }

    void exported(Path file, String cursor) {
        out.println("written to " + file + "; for what comes after: --since " + cursor);
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
