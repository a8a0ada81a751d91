package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** The lines of a batch, one after the other as they come, each as the JSON of one account. For one thread. */
public interface BatchLines {

    /**
     * One line.
     *
     * @param json null where it can't be read
     * @param fault null where it can
     * @param last whether nothing can be read after it
     */
    record Line(byte @Nullable [] json, @Nullable ApiException fault, boolean last) {}

    /** Null at the end. */
    @Nullable
    Line next() throws IOException;

    /** False where the caller has not sent the next line yet, as far as that can be told. */
    default boolean isReady() throws IOException {
        return true;
    }

    /** One JSON object in each line; empty lines are left out. */
    static BatchLines ndjson(InputStream in, long mostBytes) {
        return new NdjsonLines(in, mostBytes);
    }

    /**
     * RFC 4180; the first line names the fields, and an empty cell is an absent field.
     *
     * @param mostBytes of one row, about: a quote that is never closed would make the rest of the body one cell
     */
    static BatchLines csv(InputStream in, long mostBytes, ObjectMapper json) throws IOException {
        RowReader reader = new RowReader(
                new InputStreamReader(new BufferedInputStream(in, 64 * 1024), StandardCharsets.UTF_8), mostBytes);
        CSVParser parser = parser(reader);
        Iterator<CSVRecord> records = parser.iterator();
        return () -> {
            try {
                reader.nextRow();
                return records.hasNext() ? row(records.next(), parser, json) : null;
            } catch (UncheckedIOException | IllegalStateException malformed) {
                if (reader.isTooLong()) {
                    return new Line(null, tooLong(mostBytes), true);
                }
                return new Line(
                        null,
                        Refusals.badLine("The CSV can't be read from here on: a quote is missing or one too many."),
                        true);
            }
        };
    }

    private static CSVParser parser(RowReader reader) throws IOException {
        try {
            return CSVParser.parse(
                    reader,
                    CSVFormat.RFC4180
                            .builder()
                            .setHeader()
                            .setSkipHeaderRecord(true)
                            .setIgnoreEmptyLines(true)
                            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                            .get());
        } catch (CSVException quote) {
            throw Refusals.badLine("The first line can't be read: a quote is missing or one too many.");
        } catch (IOException fault) {
            if (reader.isTooLong()) {
                throw tooLong(reader.mostBytes());
            }
            throw fault;
        } catch (IllegalArgumentException header) {
            throw Refusals.badLine("The first line must name each field once, and leave none unnamed.");
        }
    }

    private static ApiException tooLong(long mostBytes) {
        return new ApiException(
                ErrorCode.BODY_TOO_LARGE,
                "A row has at most " + mostBytes + " bytes; from here on nothing was read. Is a quote never closed?");
    }

    private static Line row(CSVRecord record, CSVParser parser, ObjectMapper json) throws IOException {
        int cells = parser.getHeaderNames().size();
        if (!record.isConsistent()) {
            return new Line(
                    null, Refusals.badLine(record.size() + " cells where the first line has " + cells + "."), false);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int cell = 0; cell < cells; cell++) {
            if (!record.get(cell).isEmpty()) {
                String name = parser.getHeaderNames().get(cell);
                fields.put(cell == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name, record.get(cell));
            }
        }
        return new Line(json.writeValueAsBytes(fields), null, false);
    }
}
