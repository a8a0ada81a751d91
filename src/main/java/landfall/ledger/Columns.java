package landfall.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps as JSON in one column; an empty one is NULL there. */
final class Columns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Columns() {}

    static @Nullable String text(Collection<?> values) {
        return values.isEmpty() ? null : write(values);
    }

    static @Nullable String text(Map<String, ?> values) {
        return values.isEmpty() ? null : write(values);
    }

    static List<String> strings(@Nullable String text) {
        return text == null ? List.of() : read(text, new TypeReference<>() {});
    }

    static List<Long> numbers(@Nullable String text) {
        return text == null ? List.of() : read(text, new TypeReference<>() {});
    }

    static Map<String, String> map(@Nullable String text) {
        return text == null ? Map.of() : read(text, new TypeReference<>() {});
    }

    static byte[] bytes(Map<String, String> values) {
        try {
            return JSON.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> map(byte[] bytes) {
        try {
            return JSON.readValue(bytes, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
