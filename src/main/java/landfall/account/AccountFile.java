package landfall.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Throwables;
import com.google.common.collect.AbstractIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file of accounts, read row by row: CSV (RFC 4180, the header names the fields) or NDJSON, by the file's name.
 *
 * @param names what a column is called there, and what we call it
 */
public record AccountFile(Path path, Map<String, String> names) {

    /**
     * One row.
     *
     * @param line where it begins, from 1
     * @param account null where the row can't be read
     * @param fault null where it can
     */
    public record Row(long line, @Nullable AccountRequest account, @Nullable String fault) {}

    private static final ObjectReader OBJECT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    public AccountFile {
        names = Map.copyOf(names);
    }

    /**
     * The rows in order; close it.
     *
     * @throws IOException where the file or the line that names its columns can't be read; what can't be read below it is an
     *     {@link UncheckedIOException} of the stream. The messages say what and where, and can be shown
     */
    public Stream<Row> rows() throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json") ? ndjson() : csv();
    }

    /**
     * Columns that {@code --map} names but the file doesn't have; empty for NDJSON.
     *
     * @throws IOException as {@link #rows()}
     */
    public Set<String> unknownColumns() throws IOException {
        Set<String> unknown = new TreeSet<>(names.keySet());
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            try (CSVParser parser = parser()) {
                unknown.removeAll(parser.getHeaderNames());
            }
            return unknown;
        }
        return Set.of();
    }

    private Stream<Row> ndjson() throws IOException {
        BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        return stream(
                new AbstractIterator<>() {
                    private long line;

                    @Override
                    protected @Nullable Row computeNext() {
                        try {
                            String text = reader.readLine();
                            line++;
                            while (text != null && text.isBlank()) {
                                text = reader.readLine();
                                line++;
                            }
                            return text == null ? endOfData() : json(line, text);
                        } catch (IOException fault) {
                            throw unreadable(line + 1, fault);
                        }
                    }
                },
                reader);
    }

    private Row json(long line, String text) {
        try {
            Map<String, @Nullable Object> fields = OBJECT.readValue(text);
            if (fields == null) {
                return new Row(line, null, "not a JSON object: null");
            }
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            fields.forEach((key, value) -> named.put(names.getOrDefault(key, key), value));
            return new Row(line, account(named, line), null);
        } catch (JsonProcessingException fault) {
            return new Row(line, null, "not a JSON object: " + fault.getOriginalMessage());
        }
    }

    private Stream<Row> csv() throws IOException {
        CSVParser parser = parser();
        Iterator<CSVRecord> records = parser.iterator();
        return stream(
                new AbstractIterator<>() {
                    @Override
                    protected @Nullable Row computeNext() {
                        long before = parser.getCurrentLineNumber();
                        try {
                            return records.hasNext() ? row(records.next(), parser) : endOfData();
                        } catch (UncheckedIOException | IllegalStateException fault) {
                            throw unreadable(before + 1, fault);
                        }
                    }
                },
                parser);
    }

    private static Stream<Row> stream(Iterator<Row> rows, AutoCloseable file) {
        Iterable<Row> each = () -> rows;
        return StreamSupport.stream(each.spliterator(), false).onClose(() -> close(file));
    }

    /** @param line the first that can't be read; where a decoder looks ahead, some line below it */
    private static UncheckedIOException unreadable(long line, Exception fault) {
        Throwable cause = Throwables.getRootCause(fault);
        String why = cause instanceof CharacterCodingException
                ? "line " + line + ", or one below it, is not UTF-8"
                : "line " + line + ": " + cause.getMessage();
        return new UncheckedIOException(why, new IOException(why, fault));
    }

    private CSVParser parser() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        try {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return CSVParser.parse(reader, format);
        } catch (IllegalArgumentException fault) {
            reader.close();
            throw new IOException("line 1: " + fault.getMessage(), fault);
        } catch (CharacterCodingException fault) {
            reader.close();
            throw new IOException("line 1, or one below it, is not UTF-8", fault);
        }
    }

    private Row row(CSVRecord csvRecord, CSVParser parser) {
        long line = parser.getCurrentLineNumber() - lineBreaks(csvRecord);
        if (!csvRecord.isConsistent()) {
            return new Row(
                    line,
                    null,
                    csvRecord.size() + " cells where the header has "
                            + parser.getHeaderNames().size());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String column : parser.getHeaderNames()) {
            String value = csvRecord.get(column);
            fields.put(names.getOrDefault(column, column), value.isEmpty() ? null : value);
        }
        return new Row(line, account(fields, line), null);
    }

    /** Line breaks within quoted cells: CR LF, CR or LF, as the parser counts them. */
    private static long lineBreaks(CSVRecord csvRecord) {
        long breaks = 0;
        for (String cell : csvRecord) {
            for (int i = 0; i < cell.length(); i++) {
                char each = cell.charAt(i);
                if (each == '\r' || (each == '\n' && (i == 0 || cell.charAt(i - 1) != '\r'))) {
                    breaks++;
                }
            }
        }
        return breaks;
    }

    /** A row without an id is an account all the same. */
    private static AccountRequest account(Map<String, @Nullable Object> fields, long line) {
        if (fields.get("externalId") == null) {
            fields.put("externalId", "row-" + line);
        }
        fields.putIfAbsent("source", "file");
        return new AccountRequest(fields);
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }
}
