package landfall;

import java.io.PrintStream;
import landfall.language.Issue;
import landfall.ruleset.IssuePrinter;
import landfall.ruleset.Publisher;

/** Tells whoever starts the service what became of the folder of rules. */
record StartReport(Publisher.Report report) {

    void print(PrintStream out) {
        out.print(new IssuePrinter(report.files(), false).print(report.issues()));
        long errors = report.issues().stream().filter(Issue::isError).count();
        switch (report.outcome()) {
            case UNCHANGED -> out.println("rules: version " + shortened() + " is active, as before");
            case PUBLISHED -> out.println("rules: published, version " + shortened() + " is active");
            case REFUSED_KEPT_ACTIVE ->
                out.println("rules: refused for " + errors + " errors; version " + shortened() + " stays active");
            case REFUSED_NOTHING_ACTIVE ->
                out.println(
                        "rules: refused for " + errors + " errors; nothing is active, and no account can be assigned");
        }
    }

    private String shortened() {
        String version = report.version();
        return version == null ? "none" : version.substring(0, 12);
    }
}
