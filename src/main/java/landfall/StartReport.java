package landfall;

import java.io.PrintStream;
import landfall.language.Issue;
import landfall.ruleset.IssuePrinter;
import landfall.ruleset.Publisher;
import org.jspecify.annotations.Nullable;

/** Tells whoever starts the service what became of the folder of rules. */
record StartReport(Publisher.Report report) {

    void print(PrintStream out) {
        out.print(new IssuePrinter(report.files(), false).print(report.issues()));
        long errors = report.issues().stream().filter(Issue::isError).count();
        switch (report.outcome()) {
            case UNCHANGED -> out.println("rules: version " + shortened(report.version()) + " is active, as before");
            case PUBLISHED -> out.println("rules: published, version " + shortened(report.version()) + " is active");
            case NOT_COUNTED ->
                out.println("rules: version " + shortened(report.version())
                        + " is active, published by API; the folder differs from it and doesn't count");
            case WAITING_KEPT_ACTIVE ->
                out.println("rules: published, version " + shortened(report.waiting()) + " waits for approval; version "
                        + shortened(report.version()) + " stays active");
            case WAITING_NOTHING_ACTIVE ->
                out.println("rules: published, version " + shortened(report.waiting())
                        + " waits for approval, and so does the roster; nothing is active until then");
            case REFUSED_KEPT_ACTIVE ->
                out.println("rules: refused for " + errors + " errors; version " + shortened(report.version())
                        + " stays active");
            case REFUSED_NOTHING_ACTIVE ->
                out.println(
                        "rules: refused for " + errors + " errors; nothing is active, and no account can be assigned");
        }
        if (report.rosterIgnored()) {
            out.println("roster: version " + shortened(report.roster())
                    + " is active, kept by API; the roster beside the rules differs from it and doesn't count");
        }
    }

    private static String shortened(@Nullable String version) {
        return version == null ? "none" : version.substring(0, 12);
    }
}
