package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;

/** Cuts the text of a CSV file into cells; a fault costs a row, not the file. */
final class CsvReader {

    private static final int MOST_COLUMNS = 1_000;
    /** Of all rows, whether they are filled in or not. */
    private static final int MOST_CELLS = 10_000_000;

    private final SourceText source;
    private final String text;
    private final Issues issues;
    private final Limits limits;
    private final List<String> row = new ArrayList<>();
    private final List<Integer> rowOffsets = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private int[] offsets = new int[64];
    private int at;

    CsvReader(SourceText source, Issues issues, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.issues = issues;
        this.limits = limits;
    }

    CsvTable read() {
        List<String> columns = List.of();
        List<Place> columnPlaces = List.of();
        int rows = 0;
        while (at < text.length()) {
            int start = at;
            boolean right = readRow();
            if (isBlank()) {
                continue;
            }
            if (columns.isEmpty() && row.size() > MOST_COLUMNS) {
                tooManyColumns();
                return new CsvTable(source, columns, columnPlaces, cells, new int[0], 0);
            } else if (columns.isEmpty()) {
                columns = List.copyOf(row);
                columnPlaces = headerPlaces();
                checkHeader(columns, columnPlaces);
            } else if (rows >= limits.rows() || cells.size() > MOST_CELLS - columns.size()) {
                issues.report(
                        IssueCode.TOO_MANY_ROWS,
                        source.place(start, start + 1),
                        rows >= limits.rows()
                                ? "this file has more than " + limits.rows() + " rows"
                                : "this file has more than " + MOST_CELLS + " cells",
                        null);
                break;
            } else if (right && fits(columns.size())) {
                add(columns.size());
                rows++;
            }
        }
        if (columns.isEmpty()) {
            issues.report(
                    IssueCode.EMPTY_FILE,
                    Place.of(source.path()),
                    "this file is empty",
                    "its first line names the columns");
        }
        return new CsvTable(source, columns, columnPlaces, cells, Arrays.copyOf(offsets, cells.size()), rows);
    }

    private void tooManyColumns() {
        int start = rowOffsets.get(MOST_COLUMNS);
        issues.report(
                IssueCode.TOO_MANY_CELLS,
                source.place(start, start + Math.max(1, row.get(MOST_COLUMNS).length())),
                "a table has at most " + MOST_COLUMNS + " columns, this one has " + row.size(),
                "delete those that nothing reads");
    }

    private List<Place> headerPlaces() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            int start = rowOffsets.get(i);
            places.add(source.place(start, start + Math.max(1, row.get(i).length())));
        }
        return places;
    }

    private void checkHeader(List<String> columns, List<Place> places) {
        if (columns.size() == 1 && columns.get(0).indexOf(';') > 0) {
            issues.report(
                    IssueCode.BAD_CSV,
                    places.get(0),
                    "the cells of this file are separated by semicolons",
                    "save it with commas; in Excel choose \"CSV UTF-8 (comma delimited)\"");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isEmpty()) {
                issues.report(IssueCode.BAD_CSV, places.get(i), "this column has no name", "name it, or delete it");
            } else if (columns.indexOf(columns.get(i)) < i) {
                issues.report(
                        IssueCode.DUPLICATE_COLUMN,
                        places.get(i),
                        "the column \"" + columns.get(i) + "\" is there twice",
                        "delete or rename one of them");
            }
        }
    }

    private boolean isBlank() {
        return row.stream().allMatch(String::isEmpty);
    }

    private boolean fits(int columns) {
        for (int i = columns; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                int start = rowOffsets.get(i);
                issues.report(
                        IssueCode.TOO_MANY_CELLS,
                        source.place(start, start + row.get(i).length()),
                        "this row has " + row.size() + " cells, the header has " + columns,
                        "put a cell that holds a comma between double quotes");
                return false;
            }
        }
        return true;
    }

    private void add(int columns) {
        if (offsets.length < cells.size() + columns) {
            offsets = Arrays.copyOf(offsets, Math.max(offsets.length * 2, cells.size() + columns));
        }
        for (int i = 0; i < columns; i++) {
            boolean there = i < row.size();
            int last = rowOffsets.get(row.size() - 1) + row.get(row.size() - 1).length();
            offsets[cells.size()] = there ? rowOffsets.get(i) : last;
            cells.add(there ? row.get(i) : "");
        }
    }

    private boolean readRow() {
        row.clear();
        rowOffsets.clear();
        boolean right = true;
        boolean more = true;
        while (more) {
            right &= readCell();
            more = at < text.length() && text.charAt(at) == ',';
            if (more) {
                at++;
            }
        }
        endLine();
        return right;
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }

    private boolean readCell() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        int start = at;
        if (at < text.length() && text.charAt(at) == '"') {
            return readQuoted(start);
        }
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String cell = text.substring(start, at).strip();
        int blanks = text.substring(start, at).length()
                - text.substring(start, at).stripLeading().length();
        return keep(cell, start + (cell.isEmpty() ? 0 : blanks));
    }

    private boolean keep(String cell, int start) {
        row.add(cell);
        rowOffsets.add(start);
        boolean right = cell.length() <= limits.textLength();
        if (!right) {
            issues.report(
                    IssueCode.TEXT_TOO_LONG,
                    source.place(start, start + cell.length()),
                    "this cell has more than " + limits.textLength() + " characters");
        }
        return right && isVisible(start);
    }

    /** What stands between that offset and the present one. */
    private boolean isVisible(int start) {
        boolean right = true;
        for (int i = start; i < at; i++) {
            int point = text.codePointAt(i);
            if (Invisible.is(point)) {
                Invisible.report(point, source.place(i, i + Character.charCount(point)), issues);
                right = false;
            } else if (Character.isISOControl(point) && "\t\r\n".indexOf(point) < 0) {
                issues.report(
                        IssueCode.UNEXPECTED_CHARACTER,
                        source.place(i, i + 1),
                        "a control character stands in this cell",
                        "delete it");
                right = false;
            }
        }
        return right;
    }

    private boolean readQuoted(int start) {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at += 2;
            } else if (c == '"') {
                at++;
                return endQuoted(cell.toString().strip(), start);
            } else {
                cell.append(c);
                at++;
            }
        }
        issues.report(
                IssueCode.BAD_CSV,
                source.place(start, start + 1),
                "this quote is never closed, so the rest of the file counts as one cell",
                "close it with \", or write \"\" for a quote in a quoted cell");
        keep("", start);
        return false;
    }

    private boolean endQuoted(String cell, int start) {
        int behind = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        boolean right = keep(cell, start);
        if (!text.substring(behind, at).isBlank()) {
            issues.report(
                    IssueCode.BAD_CSV,
                    source.place(behind, at),
                    "something stands behind the closing quote of this cell",
                    "write \"\" for a quote in a quoted cell");
            return false;
        }
        return right;
    }
}
