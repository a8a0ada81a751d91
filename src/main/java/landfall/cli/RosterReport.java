package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import landfall.language.Issue;
import landfall.language.Severity;
import landfall.ruleset.IssuePrinter;

/** Tells on the command line what a service answered about a roster; issues as {@code check} prints them. */
final class RosterReport {

    private final PrintStream out;
    private final IssuePrinter printer;

    /** @param printer knows the files that were sent, and shows their lines */
    RosterReport(PrintStream out, IssuePrinter printer) {
        this.out = out;
        this.printer = printer;
    }

    void changed(JsonNode answer, boolean onlyCheck) {
        JsonNode changes = answer.path("changes");
        for (JsonNode change : changes) {
            List<String> fields = new ArrayList<>();
            for (JsonNode field : change.path("fields")) {
                fields.add(
                        field.path("field").asText() + ": " + value(field, "before") + " → " + value(field, "after"));
            }
            out.println(change.path("kind").asText() + " " + change.path("id").asText() + ": "
                    + change.path("how").asText() + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")"));
        }
        out.print(printer.print(ToldIssues.read(answer.path("warnings"), Severity.WARNING)));
        String counts = Counted.of(changes.size(), "change") + ", "
                + Counted.of(answer.path("warnings").size(), "warning");
        String version = ToldIssues.shortened(answer.path("version"));
        if (answer.path("version").equals(answer.path("before"))) {
            out.println("nothing has changed: this roster, version " + version + ", is active already");
        } else if (onlyCheck) {
            out.println(counts + ": this roster would do; version " + ToldIssues.shortened(answer.path("before"))
                    + " stays active");
        } else if (answer.path("waiting").asBoolean()) {
            out.println(counts + ": version " + version + " waits for approval; version "
                    + ToldIssues.shortened(answer.path("before")) + " stays active");
        } else {
            out.println(counts + ": version " + version + " is active, before it was "
                    + ToldIssues.shortened(answer.path("before")));
        }
    }

    void refused(JsonNode problem) {
        List<Issue> issues = ToldIssues.read(problem.path("issues"));
        out.print(printer.print(issues));
        out.println("refused: "
                + problem.path("detail").asText(problem.path("title").asText()));
    }

    void unanswered(ServiceClient.UnansweredException unanswered) {
        out.println(unanswered.getMessage());
    }

    void notLandfall(URI address, int status) {
        out.println("what answers at " + address + " (status " + status + ") doesn't seem to be Landfall");
    }

    private static String value(JsonNode field, String name) {
        return field.path(name).asText("nothing");
    }
}
