package landfall.ruleset.source;

import java.util.List;
import landfall.language.Place;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;

/**
 * The cells of a CSV file (RFC 4180), each with its place. We read it ourselves because every issue names its cell by
 * line and column, which readers made for data don't keep; cells lie side by side in arrays, so that a million rows
 * stay small.
 */
public final class CsvTable {

    private final SourceText source;
    private final List<String> columns;
    private final List<Place> columnPlaces;
    private final List<String> cells;
    private final int[] offsets;
    private final int rows;

    CsvTable(
            SourceText source,
            List<String> columns,
            List<Place> columnPlaces,
            List<String> cells,
            int[] offsets,
            int rows) {
        this.source = source;
        this.columns = columns;
        this.columnPlaces = columnPlaces;
        this.cells = cells;
        this.offsets = offsets;
        this.rows = rows;
    }

    /** Reads the text; a fault is reported, and reading goes on with the next row. */
    public static CsvTable read(SourceText source, Issues issues, Limits limits) {
        return new CsvReader(source, issues, limits).read();
    }

    public String path() {
        return source.path();
    }

    /** Names of the header, in order. */
    public List<String> columns() {
        return columns;
    }

    public Place columnPlace(int column) {
        return columnPlaces.get(column);
    }

    /** Index of the column, or -1. */
    public int column(String name) {
        return columns.indexOf(name);
    }

    public int rows() {
        return rows;
    }

    /** The cell without blanks around it; empty where the row is shorter than the header or the column is -1. */
    public String cell(int row, int column) {
        return column < 0 ? "" : cells.get(row * columns.size() + column);
    }

    public Place place(int row, int column) {
        int at = row * columns.size() + Math.max(0, column);
        int start = offsets[at];
        String text = source.text();
        if (start >= text.length() || text.charAt(start) != '"') {
            return source.place(start, start + cells.get(at).length());
        }
        int end = start + 1;
        while (end < text.length() && "\"\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return source.place(start, end + 1);
    }
}
