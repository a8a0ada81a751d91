package landfall.language;

/**
 * Where something stands in a file.
 *
 * @param file path relative to the rule set's folder, with {@code /}
 * @param line from 1; 0 means the whole file
 * @param column from 1, in UTF-16 units
 * @param length in UTF-16 units, at least 1, within the line
 */
public record Place(String file, int line, int column, int length) implements Comparable<Place> {

    /** The whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0, 1);
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column}, or the file alone. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
