package landfall.staff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The text of a CSV file (RFC 4180) of which single rows are changed: whatever isn't changed stays as it was, to the byte,
 * so that people who keep the file under version control see what they meant to change. For one thread.
 */
final class CsvText {

    private static final String MARK = "\uFEFF";

    /** A row with its cells as they are written, quotes and blanks included. */
    private static final class Row {
        private final List<String> cells = new ArrayList<>();
        private String end = "";
    }

    private final boolean marked;
    private final List<Row> rows = new ArrayList<>();
    private final Row header;
    private int at;

    private CsvText(String text) {
        this.marked = text.startsWith(MARK);
        String plain = marked ? text.substring(1) : text;
        while (at < plain.length()) {
            rows.add(row(plain));
        }
        this.header = rows.stream()
                .filter(row -> row.cells.stream().anyMatch(cell -> !value(cell).isEmpty()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a checked table has a header"));
    }

    /** Of a file that was checked, and so is UTF-8 and has a header. */
    static CsvText of(byte[] bytes) {
        return new CsvText(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The files with one of them changed. */
    static Map<String, byte[]> edited(Map<String, byte[]> files, String path, Consumer<CsvText> edit) {
        CsvText table = of(Objects.requireNonNull(files.get(path), path));
        edit.accept(table);
        Map<String, byte[]> edited = new HashMap<>(files);
        edited.put(path, table.bytes());
        return edited;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(marked ? MARK : "");
        for (Row row : rows) {
            text.append(String.join(",", row.cells)).append(row.end);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Names of the header, in order. */
    List<String> columns() {
        return header.cells.stream().map(CsvText::value).toList();
    }

    /** The first row with that value; a handle for the other methods until a row is added or removed. */
    OptionalInt find(String column, String value) {
        int index = columns().indexOf(column);
        for (int i = rows.indexOf(header) + 1; i < rows.size(); i++) {
            if (value(rows.get(i), index).equals(value)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Empty where the row or the header ends before it. */
    String cell(int row, String column) {
        return value(rows.get(row), columns().indexOf(column));
    }

    /** Writes a cell unless it says so already; a column that isn't there yet comes behind the others. */
    void set(int row, String column, String value) {
        if (cell(row, column).equals(value)) {
            return;
        }
        int index = columns().indexOf(column);
        if (index < 0) {
            index = header.cells.size();
            header.cells.add(written(column));
        }
        List<String> cells = rows.get(row).cells;
        while (cells.size() <= index) {
            cells.add("");
        }
        cells.set(index, written(value));
    }

    /** A row without values, behind all others. */
    int add() {
        String lineBreak = header.end.isEmpty() ? "\n" : header.end;
        Row last = rows.get(rows.size() - 1);
        if (last.end.isEmpty()) {
            last.end = lineBreak;
        }
        Row row = new Row();
        for (int i = 0; i < header.cells.size(); i++) {
            row.cells.add("");
        }
        row.end = lineBreak;
        rows.add(row);
        return rows.size() - 1;
    }

    void remove(int row) {
        rows.remove(row);
    }

    private Row row(String text) {
        Row row = new Row();
        row.cells.add(cell(text));
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            row.cells.add(cell(text));
        }
        int start = at;
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        row.end = text.substring(start, at);
        return row;
    }

    private String cell(String text) {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (quoted) {
            at++;
            while (at < text.length() && (text.charAt(at) != '"' || isDoubled(text))) {
                at += text.charAt(at) == '"' ? 2 : 1;
            }
        }
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isDoubled(String text) {
        return at + 1 < text.length() && text.charAt(at + 1) == '"';
    }

    private static String value(Row row, int index) {
        return index < 0 || index >= row.cells.size() ? "" : value(row.cells.get(index));
    }

    private static String value(String cell) {
        String stripped = cell.strip();
        return stripped.length() > 1 && stripped.startsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                        .replace("\"\"", "\"")
                        .strip()
                : stripped;
    }

    private static String written(String value) {
        boolean plain = value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
