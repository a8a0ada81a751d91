package landfall.book;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import landfall.assignment.CanonicalJson;
import landfall.ledger.BookPages;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes the book as it is read, a page at a time. */
final class BookOutput {

    private static final int BUFFER = 64 * 1024;

    private BookOutput() {}

    /** One account in each line. */
    static void ndjson(BookPages pages, Instant now, OutputStream stream) throws IOException {
        OutputStream out = new BufferedOutputStream(stream, BUFFER);
        for (List<BookPages.Row> rows = pages.next(); rows != null; rows = pages.next()) {
            for (BookPages.Row row : rows) {
                out.write(CanonicalJson.bytes(BookRow.of(row, now)));
                out.write('\n');
            }
        }
        out.flush();
    }

    /** RFC 4180, the names of the columns first. */
    static void csv(BookPages pages, Instant now, OutputStream stream) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        List<String> columns = BookRow.columns();
        printer.printRecord(columns);
        for (List<BookPages.Row> rows = pages.next(); rows != null; rows = pages.next()) {
            for (BookPages.Row row : rows) {
                Map<String, Object> fields = BookRow.of(row, now);
                List<@Nullable String> cells = new ArrayList<>(columns.size());
                for (String column : columns) {
                    cells.add(BookRow.cell(fields.get(column)));
                }
                printer.printRecord(cells);
            }
        }
        printer.flush();
    }
}
