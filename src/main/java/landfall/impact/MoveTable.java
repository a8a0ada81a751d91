package landfall.impact;

import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Moves as CSV (RFC 4180), one line each, as they come. */
public final class MoveTable implements AutoCloseable {

    private static final String[] COLUMNS = {
        "source",
        "externalId",
        "name",
        "kind",
        "fromRep",
        "toRep",
        "fromTerritory",
        "toTerritory",
        "fromStatus",
        "toStatus",
        "fromRule",
        "fromRulePlace",
        "fromRuleSetVersion",
        "toRule",
        "toRulePlace",
        "because",
        "byActiveRulesToo",
        "annualRevenue",
        "dealSize",
        "kilometresBefore",
        "kilometresAfter"
    };

    private final CSVPrinter printer;

    private MoveTable(CSVPrinter printer) {
        this.printer = printer;
    }

    /** Writes the line that names the columns. */
    public static MoveTable begin(Writer out) throws IOException {
        return new MoveTable(new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get()));
    }

    public void add(Move move) throws IOException {
        Position before = move.before();
        Position after = move.after();
        printer.printRecord(
                move.source(),
                move.externalId(),
                move.name(),
                move.kind().word(),
                before.repId(),
                after.repId(),
                before.territory(),
                after.territory(),
                before.status(),
                after.status(),
                before.rule(),
                before.place(),
                before.ruleSetVersion(),
                after.rule(),
                after.place(),
                move.because(),
                move.byActiveRulesToo(),
                move.annualRevenue() == null ? null : move.annualRevenue().toPlainString(),
                move.dealSize() == null ? null : move.dealSize().toPlainString(),
                move.kilometresBefore(),
                move.kilometresAfter());
    }

    /** Ends the table, and closes what it is written to. */
    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
