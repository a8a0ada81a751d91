package landfall.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.account.Formula;
import landfall.assignment.BatchLines;
import landfall.assignment.RowReader;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** The rows of a book, one after the other as they come. For one thread. */
interface SentRows {

    ObjectReader OBJECT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});

    ObjectReader LIST = OBJECT.forType(new TypeReference<List<Object>>() {});

    /** Null at the end. */
    @Nullable
    SentRow next() throws IOException;

    /** Names of the columns; empty where the rows themselves name them. */
    default List<String> columns() {
        return List.of();
    }

    /** One JSON object in each line. */
    static SentRows ndjson(InputStream in, long mostBytes) {
        BatchLines lines = BatchLines.ndjson(in, mostBytes);
        long[] number = {0};
        return () -> {
            BatchLines.Line line = lines.next();
            if (line == null) {
                return null;
            }
            number[0]++;
            byte[] json = line.json();
            if (json == null) {
                return SentRow.unreadable(
                        number[0], Objects.requireNonNull(line.fault()).detail());
            }
            try {
                return SentRow.of(number[0], OBJECT.readValue(json));
            } catch (JsonProcessingException malformed) {
                return SentRow.unreadable(number[0], "This is no JSON object: " + malformed.getOriginalMessage());
            }
        };
    }

    /** A table whose first line names the columns, separated by commas, semicolons or tabs, as the first line tells. */
    static SentRows csv(InputStream in, long mostBytes) throws IOException {
        BufferedReader text =
                new BufferedReader(new InputStreamReader(new BufferedInputStream(in, 1 << 16), StandardCharsets.UTF_8));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        char separator = Separator.of(text);
        RowReader reader = new RowReader(text, mostBytes);
        CSVParser parser = parser(reader, separator, mostBytes);
        return new Table(reader, parser, mostBytes);
    }

    private static CSVParser parser(RowReader reader, char separator, long mostBytes) throws IOException {
        try {
            return CSVParser.parse(
                    reader,
                    CSVFormat.RFC4180
                            .builder()
                            .setDelimiter(separator)
                            .setHeader()
                            .setSkipHeaderRecord(true)
                            .setIgnoreEmptyLines(true)
                            .setAllowMissingColumnNames(true)
                            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                            .get());
        } catch (CSVException quote) {
            throw unreadable("The first line can't be read: a quote is missing or one too many.");
        } catch (IllegalArgumentException header) {
            throw unreadable("The first line names a column twice: rename one of the two.");
        } catch (IOException fault) {
            if (reader.isTooLong()) {
                throw new ApiException(
                        ErrorCode.BODY_TOO_LARGE,
                        "The first line has more than " + mostBytes + " bytes. Is a quote never closed?");
            }
            throw fault;
        }
    }

    private static ApiException unreadable(String message) {
        return new ApiException(ErrorCode.INVALID_VALUE, message);
    }

    /** RFC 4180. */
    final class Table implements SentRows {
        private final RowReader reader;
        private final CSVParser parser;
        private final long mostBytes;
        private final List<String> columns;
        private final Iterator<CSVRecord> records;
        private boolean over;

        private Table(RowReader reader, CSVParser parser, long mostBytes) {
            this.reader = reader;
            this.parser = parser;
            this.mostBytes = mostBytes;
            this.columns = List.copyOf(parser.getHeaderNames());
            this.records = parser.iterator();
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public @Nullable SentRow next() {
            if (over) {
                return null;
            }
            try {
                reader.nextRow();
                return records.hasNext() ? row(records.next()) : null;
            } catch (UncheckedIOException | IllegalStateException malformed) {
                over = true;
                return SentRow.unreadable(
                        parser.getRecordNumber() + 2,
                        reader.isTooLong()
                                ? "A row has at most " + mostBytes
                                        + " bytes; from here on nothing was read. Is a quote never closed?"
                                : "The table can't be read from here on: a quote is missing or one too many.");
            }
        }

        private SentRow row(CSVRecord record) {
            long number = record.getRecordNumber() + 1;
            if (record.size() > columns.size()) {
                return SentRow.unreadable(
                        number, record.size() + " cells where the first line has " + columns.size() + ".");
            }
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int cell = 0; cell < record.size(); cell++) {
                String value = record.get(cell);
                if (!value.isEmpty()) {
                    fields.put(columns.get(cell), Formula.armed(value));
                }
            }
            return SentRow.of(number, fields);
        }
    }
}
