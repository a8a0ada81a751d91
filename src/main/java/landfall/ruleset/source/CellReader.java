package landfall.ruleset.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import landfall.language.Years;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.jspecify.annotations.Nullable;

/** Reads typed cells of a table; a cell that isn't right is reported at its place and counts as empty. */
final class CellReader {

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,99}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final CsvTable table;
    private final Issues issues;

    CellReader(CsvTable table, Issues issues) {
        this.table = table;
        this.issues = issues;
    }

    /** Whether the table has all columns that it needs; with issues for those it lacks and those it doesn't know. */
    boolean hasColumns(List<String> needed, List<String> optional) {
        if (table.columns().isEmpty()) {
            return false;
        }
        boolean all = true;
        for (String column : needed) {
            if (table.column(column) < 0) {
                all = false;
                issues.report(
                        IssueCode.MISSING_COLUMN,
                        table.columnPlace(0),
                        "the column \"" + column + "\" is missing",
                        Suggestions.find(column, table.columns())
                                .map(near -> "is it \"" + near + "\"? then rename it")
                                .orElse("the first line of the file is: " + String.join(",", needed)));
            }
        }
        return all;
    }

    /** Warns of columns that are neither needed nor known. */
    void refuseOtherColumns(List<String> known) {
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i);
            if (!column.isEmpty() && !known.contains(column)) {
                issues.report(
                        IssueCode.UNKNOWN_COLUMN,
                        table.columnPlace(i),
                        "this file has no column \"" + column + "\"",
                        Suggestions.hint(column, known, "there are " + String.join(", ", known)));
            }
        }
    }

    void report(IssueCode code, int row, String column, String message, @Nullable String hint) {
        issues.report(code, table.place(row, table.column(column)), message, hint);
    }

    String text(int row, String column) {
        return table.cell(row, table.column(column));
    }

    @Nullable
    String textOrNull(int row, String column) {
        String cell = text(row, column);
        return cell.isEmpty() ? null : cell;
    }

    String required(int row, String column) {
        String cell = text(row, column);
        if (cell.isEmpty()) {
            report(IssueCode.MISSING_VALUE, row, column, "this row has no " + column, "fill the cell in");
        }
        return cell;
    }

    /** An id; empty when there is none that could be one. */
    String id(int row, String column) {
        String cell = required(row, column);
        if (cell.isEmpty() || ID.matcher(cell).matches()) {
            return cell;
        }
        report(
                IssueCode.BAD_ID,
                row,
                column,
                "\"" + cell + "\" cannot be an id",
                "an id has up to 100 letters and digits, and - _ . @ + behind the first");
        return "";
    }

    @Nullable
    String idOrNull(int row, String column) {
        String cell = text(row, column);
        if (!cell.isEmpty()) {
            // Kept when it is wrong: that it is missing would be a second fault told of one cell.
            id(row, column);
        }
        return cell.isEmpty() ? null : cell;
    }

    /** Values that are separated by semicolons, in their order. */
    Set<String> several(int row, String column) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : text(row, column).split(";", -1)) {
            if (!part.isBlank()) {
                values.add(part.strip());
            }
        }
        return values;
    }

    @Nullable
    LocalDate requiredDate(int row, String column) {
        return required(row, column).isEmpty() ? null : date(row, column);
    }

    @Nullable
    LocalDate date(int row, String column) {
        String cell = text(row, column);
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return Years.checked(LocalDate.parse(cell));
        } catch (DateTimeException noDate) {
            report(
                    IssueCode.BAD_DATE,
                    row,
                    column,
                    "\"" + cell + "\" is no date of the form 2026-01-05",
                    "year, month and day; spreadsheets like to change that when they save");
            return null;
        }
    }

    @Nullable
    ZoneId zone(int row, String column) {
        String cell = text(row, column);
        if (cell.isEmpty()) {
            return null;
        }
        if (!Zones.isKnown(cell)) {
            report(IssueCode.UNKNOWN_ZONE, row, column, "there is no time zone \"" + cell + "\"", Zones.hint(cell));
            return null;
        }
        return ZoneId.of(cell);
    }

    @Nullable
    BigDecimal positive(int row, String column) {
        String cell = text(row, column);
        if (NUMBER.matcher(cell).matches() && new BigDecimal(cell).signum() > 0) {
            return new BigDecimal(cell);
        }
        report(
                cell.isEmpty() ? IssueCode.MISSING_VALUE : IssueCode.BAD_CELL_NUMBER,
                row,
                column,
                cell.isEmpty() ? "this row has no " + column : "\"" + cell + "\" is no number above 0",
                "write it with digits and a point, such as 0.0065");
        return null;
    }

    @Nullable
    BigDecimal positiveOrNull(int row, String column) {
        return text(row, column).isEmpty() ? null : positive(row, column);
    }

    /** Degrees of an angle, in decimals, to either side of 0; null where there are none or they are wrong. */
    @Nullable
    BigDecimal degrees(int row, String column, int most) {
        String cell = text(row, column);
        if (cell.isEmpty()) {
            return null;
        }
        if (NUMBER.matcher(cell).matches() && new BigDecimal(cell).abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
            return new BigDecimal(cell);
        }
        report(
                IssueCode.BAD_CELL_NUMBER,
                row,
                column,
                "\"" + cell + "\" is no number of degrees from -" + most + " to " + most,
                "write degrees with a point, such as 48.137; south and west are below 0");
        return null;
    }

    /** A whole number from 1 to a million; the other value when the cell is empty or wrong. */
    int whole(int row, String column, int otherwise) {
        String cell = text(row, column);
        if (cell.isEmpty()) {
            return otherwise;
        }
        if (cell.matches("[1-9][0-9]{0,5}")) {
            return Integer.parseInt(cell);
        }
        report(
                IssueCode.BAD_CELL_NUMBER,
                row,
                column,
                "\"" + cell + "\" is no whole number from 1 to 999999",
                "leave the cell empty for " + otherwise);
        return otherwise;
    }

    String currency(int row, String column) {
        String cell = required(row, column);
        if (cell.isEmpty() || CURRENCIES.contains(cell)) {
            return cell;
        }
        report(
                IssueCode.UNKNOWN_CURRENCY,
                row,
                column,
                "there is no currency \"" + cell + "\"",
                Suggestions.hint(
                        cell.toUpperCase(Locale.ROOT),
                        CURRENCIES,
                        "currencies have three letters (ISO 4217), such as JPY"));
        return "";
    }
}
