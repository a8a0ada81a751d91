package landfall.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) whose first row names the columns. A quote that is missing or one too many spoils the line on which its
 * row begins, and reading goes on with the line behind it; it can't be told where the quotes of several rows make up one row
 * that is sound. For one thread.
 */
final class AccountTable implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param cells null where it can't be read
     * @param fault null where it can
     */
    record Read(long line, @Nullable CSVRecord cells, @Nullable String fault) {}

    private final TableLines lines;
    private final List<String> columns;
    private CSVParser parser;
    private Iterator<CSVRecord> records;
    /** Lines before the first one of the parser. */
    private long before;

    private AccountTable(TableLines lines, CSVParser parser) {
        this.lines = lines;
        this.parser = parser;
        this.columns = List.copyOf(parser.getHeaderNames());
        this.records = parser.iterator();
    }

    /**
     * Reads the names of the columns.
     *
     * @throws IOException where the first row can't be read, or doesn't name each column once; it says so
     */
    static AccountTable open(Path path) throws IOException {
        TableLines lines = new TableLines(Files.newBufferedReader(path, StandardCharsets.UTF_8));
        try {
            CSVFormat named = FORMAT.builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    .get();
            return new AccountTable(lines, CSVParser.parse(lines, named));
        } catch (IllegalArgumentException header) {
            lines.close();
            throw new IOException(
                    "line " + lines.giveUpFirst()
                            + ": the first row must name each column once, and leave none unnamed",
                    header);
        } catch (CharacterCodingException encoding) {
            lines.close();
            throw NotUtf8.told(path, encoding);
        } catch (IOException unreadable) {
            lines.close();
            String fault = isBroken(unreadable, lines) ? fault(lines) : String.valueOf(unreadable.getMessage());
            throw new IOException("line " + lines.giveUpFirst() + ": " + fault, unreadable);
        }
    }

    private static boolean isBroken(@Nullable IOException fault, TableLines lines) {
        return fault instanceof CSVException || lines.isTooLong();
    }

    private static String fault(TableLines lines) {
        return lines.isTooLong()
                ? "more than " + TableLines.MOST_CHARACTERS + " characters: is a quote never closed?"
                : "a quote is missing or one too many";
    }

    List<String> columns() {
        return columns;
    }

    /** On which the next row begins, from 1, but for empty ones before it. */
    long line() {
        return before + parser.getCurrentLineNumber() + 1;
    }

    /** Null at the end. */
    @Nullable
    Read next() {
        lines.settle(before + parser.getCurrentLineNumber());
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord cells = records.next();
            long line = before + parser.getCurrentLineNumber() - lineBreaks(cells);
            return cells.size() == columns.size()
                    ? new Read(line, cells, null)
                    : new Read(
                            line,
                            null,
                            cells.size() + (cells.size() == 1 ? " cell" : " cells") + " where the header has "
                                    + columns.size());
        } catch (UncheckedIOException broken) {
            if (!isBroken(broken.getCause(), lines)) {
                throw broken;
            }
            String fault = fault(lines);
            before = lines.giveUpFirst();
            goOn();
            return new Read(before, null, fault);
        }
    }

    private void goOn() {
        try {
            parser = CSVParser.parse(lines, FORMAT);
            records = parser.iterator();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Line breaks within quoted cells: CR LF, CR or LF, as the parser counts them. */
    private static long lineBreaks(CSVRecord cells) {
        long breaks = 0;
        for (String cell : cells) {
            for (int i = 0; i < cell.length(); i++) {
                char each = cell.charAt(i);
                if (each == '\r' || (each == '\n' && (i == 0 || cell.charAt(i - 1) != '\r'))) {
                    breaks++;
                }
            }
        }
        return breaks;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
