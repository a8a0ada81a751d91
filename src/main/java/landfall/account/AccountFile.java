package landfall.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Consumer;
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

    /** The rows in order; close it. A file that can't be read throws. A broken quote spoils its row ({@link AccountTable}). */
    public Stream<Row> rows() throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json") ? ndjson() : csv();
    }

    /** Columns that {@code --map} names but the file doesn't have; empty for NDJSON. */
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
        long[] line = {0};
        return reader.lines()
                .map(text -> json(++line[0], text))
                .filter(row -> row.account() != null || row.fault() != null)
                .onClose(() -> close(reader));
    }

    private Row json(long line, String text) {
        if (text.isBlank()) {
            return new Row(line, null, null);
        }
        try {
            Map<String, @Nullable Object> fields = OBJECT.readValue(text);
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
        Spliterator<Row> rows =
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Row> action) {
                        AccountTable.Read read = table.next();
                        if (read != null) {
                            action.accept(row(read, fields));
                        }
                        return read != null;
                    }
                };
        return StreamSupport.stream(rows, false).onClose(() -> close(table));
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
