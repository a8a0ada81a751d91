package landfall.book;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a book as it was sent.
 *
 * @param number of the row: in a table the header is 1, else the first line is 1
 * @param fields by column, in their order; an empty cell is left out
 * @param fault why it can't be read; null where it can
 */
record SentRow(long number, Map<String, @Nullable Object> fields, @Nullable String fault) {

    static SentRow of(long number, Map<String, @Nullable Object> fields) {
        return new SentRow(number, fields, null);
    }

    static SentRow unreadable(long number, String fault) {
        return new SentRow(number, new LinkedHashMap<>(), fault);
    }
}
