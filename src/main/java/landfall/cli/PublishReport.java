package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import landfall.language.Issue;
import landfall.ruleset.IssuePrinter;

/** Tells on the command line what a service answered about rules: as {@code check} does, findings without their examples. */
final class PublishReport {

    private final PrintStream out;
    private final IssuePrinter printer;

    /** @param printer knows the files that were sent, and shows their lines */
    PublishReport(PrintStream out, IssuePrinter printer) {
        this.out = out;
        this.printer = printer;
    }

    /** Whether there were no errors. */
    boolean answered(JsonNode answer, RuleSetService.Wish wish) {
        JsonNode result = answer.path("result");
        List<Issue> issues = ToldIssues.read(result.path("issues"));
        out.print(printer.print(issues));
        int untold = Math.max(result.path("issueCount").asInt() - issues.size(), 0);
        if (untold > 0) {
            out.println("… and " + Counted.of(untold, "more issue"));
        }
        JsonNode analysis = answer.path("analysis");
        if (result.hasNonNull("coverage")) {
            out.println(CoverageReport.line(result.path("coverage")));
        }
        out.print(ToldFindings.print(analysis));
        long errors = issues.stream().filter(Issue::isError).count();
        String counts = Counted.of(result.path("rules").asInt(), "rule") + ", " + Counted.of(errors, "error") + ", "
                + Counted.of(issues.size() - errors + untold, "warning") + ", "
                + (result.has("cases")
                        ? (result.path("cases").asInt()
                                        - result.path("failedCases").asInt()) + " of "
                                + Counted.of(result.path("cases").asInt(), "case") + " passed"
                        : "cases not run")
                + ToldFindings.summary(analysis);
        if (wish.onlyCheck()) {
            out.println(counts + (errors == 0 ? ": these rules would do" : ": these rules would be refused"));
            return errors == 0;
        }
        String version = ToldIssues.shortened(answer.path("version"));
        if (analysis.isMissingNode()) {
            out.println("what these rules say of each other is still being worked out: GET /api/rulesets/" + version
                    + "/analysis waits for it");
        }
        boolean fresh = answer.path("published").asBoolean();
        String what = counts + (fresh ? ": published, version " : ": nothing new, version ") + version;
        if (answer.path("active").asBoolean()) {
            out.println(what + " is active");
        } else if (answer.path("waiting").asBoolean()) {
            out.println(what + " waits for approval");
        } else {
            out.println(what + " isn't active; activate it, or publish with --activate");
        }
        return true;
    }

    void refused(JsonNode problem) {
        out.print(printer.print(ToldIssues.read(problem.path("issues"))));
        out.println("refused: "
                + problem.path("detail").asText(problem.path("title").asText()));
    }

    void unanswered(ServiceClient.UnansweredException unanswered) {
        out.println(unanswered.getMessage());
    }

    void notLandfall(URI address, int status) {
        out.println("what answers at " + address + " (status " + status + ") doesn't seem to be Landfall");
    }
}
