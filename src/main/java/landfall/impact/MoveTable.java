package landfall.impact;

import java.io.IOException;
import java.io.Writer;
import landfall.account.Formula;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Moves as CSV (RFC 4180), one line each, as they come; a spreadsheet runs no cell of it. */
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
                cell(move.source()),
                cell(move.externalId()),
                cell(move.name()),
                move.kind().word(),
                cell(before.repId()),
                cell(after.repId()),
                cell(before.territory()),
                cell(after.territory()),
                before.status(),
                after.status(),
                cell(before.rule()),
                cell(before.place()),
                before.ruleSetVersion(),
                cell(after.rule()),
                cell(after.place()),
                cell(move.because()),
                move.byActiveRulesToo(),
                move.annualRevenue() == null ? null : move.annualRevenue().toPlainString(),
                move.dealSize() == null ? null : move.dealSize().toPlainString(),
                move.kilometresBefore(),
                move.kilometresAfter());
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null ? null : Formula.disarmed(text);
    }

    /** Ends the table, and closes what it is written to. */
    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
