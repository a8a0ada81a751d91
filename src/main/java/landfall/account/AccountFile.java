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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
     * The rows in order; close it. A broken quote of a CSV file spoils its row alone, where that can be told.
     *
     * @throws IOException where the file or the row that names its columns can't be read; what can't be read below it is an
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
            try (AccountTable table = AccountTable.open(path)) {
                unknown.removeAll(table.columns());
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
        AccountTable table = AccountTable.open(path);
        List<String> fields = table.columns().stream()
                .map(column -> names.getOrDefault(column, column))
                .toList();
        return stream(
                new AbstractIterator<>() {
                    @Override
                    protected @Nullable Row computeNext() {
                        try {
                            AccountTable.Read read = table.next();
                            return read == null ? endOfData() : row(read, fields);
                        } catch (UncheckedIOException fault) {
                            throw unreadable(table.line(), fault);
                        }
                    }
                },
                table);
    }

    private static Stream<Row> stream(Iterator<Row> rows, AutoCloseable file) {
        Spliterator<Row> each = Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(each, false).onClose(() -> close(file));
    }

    /** @param line the first that can't be read */
    private UncheckedIOException unreadable(long line, Exception fault) {
        Throwable cause = Throwables.getRootCause(fault);
        IOException told = cause instanceof CharacterCodingException encoding
                ? NotUtf8.told(path, encoding)
                : new IOException("line " + line + ": " + cause.getMessage(), fault);
        return new UncheckedIOException(told.getMessage(), told);
    }

    private static Row row(AccountTable.Read read, List<String> names) {
        CSVRecord cells = read.cells();
        if (cells == null) {
            return new Row(read.line(), null, read.fault());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String value = cells.get(i);
            fields.put(names.get(i), value.isEmpty() ? null : value);
        }
        return new Row(read.line(), account(fields, read.line()), null);
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
