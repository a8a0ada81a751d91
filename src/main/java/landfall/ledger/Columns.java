package landfall.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists and maps as JSON in one column; an empty one is NULL there. */
final class Columns {
    /** Reads values of one type; made once, for to find out how takes longer than to read. */
    static final class Reader<T> {
        private final ObjectReader reader;

        Reader(TypeReference<T> type) {
            this.reader = JSON.readerFor(type);
        }

        T read(String text) {
            try {
                return reader.readValue(text);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        private T read(byte[] bytes) {
            try {
                return reader.readValue(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reader<List<String>> STRINGS = new Reader<>(new TypeReference<>() {});
    private static final Reader<List<Long>> NUMBERS = new Reader<>(new TypeReference<>() {});
    private static final Reader<Map<String, String>> MAP = new Reader<>(new TypeReference<>() {});
    private static final ObjectWriter WRITER = JSON.writer();

    private Columns() {}

    static @Nullable String text(Collection<?> values) {
        return values.isEmpty() ? null : write(values);
    }

    static @Nullable String text(Map<String, ?> values) {
        return values.isEmpty() ? null : write(values);
    }

    /** What holds an account; NULL where nothing does. */
    static @Nullable String text(@Nullable Hold hold) {
        return hold == null
                ? null
                : write(Map.of(
                        "id", hold.decisionId(),
                        "since", hold.since().toString(),
                        "until", hold.until().toString(),
                        "by", hold.by(),
                        "reason", hold.reason()));
    }

    static @Nullable Hold hold(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Map<String, String> hold = map(text);
        return new Hold(
                of(hold, "id"),
                Instant.parse(of(hold, "since")),
                Instant.parse(of(hold, "until")),
                of(hold, "by"),
                of(hold, "reason"));
    }

    private static String of(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    static List<String> strings(@Nullable String text) {
        return text == null ? List.of() : STRINGS.read(text);
    }

    static List<Long> numbers(@Nullable String text) {
        return text == null ? List.of() : NUMBERS.read(text);
    }

    static Map<String, String> map(@Nullable String text) {
        return text == null ? Map.of() : MAP.read(text);
    }

    static byte[] bytes(Map<String, String> values) {
        try {
            return WRITER.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> map(byte[] bytes) {
        return MAP.read(bytes);
    }

    static String write(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
