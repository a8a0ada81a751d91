package landfall.quality;

import java.io.IOException;
import java.util.List;
import landfall.account.Formula;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The report as tables (RFC 4180), with what a spreadsheet would take for a formula disarmed. */
final class QualityTable {

    static final List<String> NAMES = List.of("days", "unknown", "duplicates");

    private QualityTable() {}

    /** @param table one of {@link #NAMES} */
    static String csv(String table, Quality.Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            switch (table) {
                case "unknown" -> unknown(report, printer);
                case "duplicates" -> duplicates(report, printer);
                default -> days(report, printer);
            }
        }
        return out.toString();
    }

    private static void days(Quality.Report report, CSVPrinter printer) throws IOException {
        printer.printRecord(
                "day",
                "source",
                "decisions",
                "accounts",
                "unknownCountry",
                "noCountry",
                "unknownRegion",
                "noRegion",
                "unknownIndustry",
                "noIndustry",
                "sameDomain",
                "sameName");
        for (DayRow row : report.days()) {
            Figures of = row.figures();
            printer.printRecord(
                    row.day(),
                    Formula.disarmed(row.source()),
                    of.decisions(),
                    of.accounts(),
                    of.unknownCountry(),
                    of.noCountry(),
                    of.unknownRegion(),
                    of.noRegion(),
                    of.unknownIndustry(),
                    of.noIndustry(),
                    of.sameDomain(),
                    of.sameName());
        }
    }

    private static void unknown(Quality.Report report, CSVPrinter printer) throws IOException {
        printer.printRecord("field", "value", "source", "decisions", "firstDay", "lastDay");
        for (ValueRow row : report.values()) {
            printer.printRecord(
                    row.field(),
                    Formula.disarmed(row.value()),
                    Formula.disarmed(row.source()),
                    row.decisions(),
                    row.firstDay(),
                    row.lastDay());
        }
    }

    private static void duplicates(Quality.Report report, CSVPrinter printer) throws IOException {
        printer.printRecord("kind", "value", "accounts", "lastSource", "lastExternalId", "lastDay");
        for (DuplicateRow row : report.duplicates()) {
            printer.printRecord(
                    row.kind(),
                    Formula.disarmed(row.value()),
                    row.accounts(),
                    Formula.disarmed(row.lastSource()),
                    Formula.disarmed(row.lastExternalId()),
                    row.lastDay());
        }
    }
}
