package landfall.language;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file: characters of a line, or a cell of a sheet.
 *
 * @param file path relative to the rule set's folder, with {@code /}
 * @param sheet name of the sheet whose cell it is, empty for a file that is one sheet; null for characters of a line
 * @param line from 1; 0 means the whole file; for a cell its row
 * @param column from 1, in UTF-16 units; for a cell the number of its column
 * @param length in UTF-16 units, at least 1, within the line; 1 for a cell
 */
public record Place(String file, @Nullable String sheet, int line, int column, int length)
        implements Comparable<Place> {

    private static final int LETTERS = 26;

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::file)
            .thenComparing(Place::sheet, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    /** Characters of a line. */
    public Place(String file, int line, int column, int length) {
        this(file, null, line, column, length);
    }

    /** A cell; rows and columns count from 1. */
    public static Place cell(String file, String sheet, int row, int column) {
        return new Place(file, sheet, row, column, 1);
    }

    /** The whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0, 1);
    }

    /** Whether it is a cell of a sheet. */
    public boolean isCell() {
        return sheet != null;
    }

    /** The file, with the sheet where there are several: {@code west.drl.xlsx!Sheet1}. */
    public String source() {
        return sheet == null || sheet.isEmpty() ? file : file + "!" + sheet;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, {@code file!sheet!E14}, or the file alone. */
    @Override
    public String toString() {
        if (sheet != null) {
            return source() + "!" + cellName();
        }
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    /** The cell as spreadsheets name it, such as {@code E14}. */
    public String cellName() {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.append(line).toString();
    }
}
