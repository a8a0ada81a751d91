package landfall.realign;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import landfall.account.Formula;
import landfall.assignment.PlannedMove;
import landfall.assignment.Stand;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Moves as CSV (RFC 4180), one line each; a spreadsheet runs no cell of it. */
final class MoveTable {

    private static final String[] COLUMNS = {
        "source",
        "externalId",
        "name",
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
        "annualRevenue",
        "dealSize",
        "company"
    };

    private MoveTable() {}

    static void write(Iterator<PlannedMove> moves, Writer out) throws IOException {
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get());
        while (moves.hasNext()) {
            PlannedMove move = moves.next();
            Stand from = move.from();
            Stand to = move.to();
            printer.printRecord(
                    cell(move.source()),
                    cell(move.externalId()),
                    cell(move.name()),
                    cell(from.repId()),
                    cell(to.repId()),
                    cell(from.territory()),
                    cell(to.territory()),
                    from.status(),
                    to.status(),
                    cell(from.rule()),
                    cell(from.place()),
                    from.ruleSetVersion(),
                    cell(to.rule()),
                    cell(to.place()),
                    cell(move.because()),
                    move.annualRevenue() == null ? null : move.annualRevenue().toPlainString(),
                    move.dealSize() == null ? null : move.dealSize().toPlainString(),
                    move.company() == null ? null : move.company().number());
        }
        printer.flush();
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null ? null : Formula.disarmed(text);
    }
}
