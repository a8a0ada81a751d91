package landfall.language;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of {@code lists/NAME.csv}, its values cleaned as the fields that they are compared with.
 *
 * @param columns names of the header
 * @param rows by the value of the first column: the row's other columns by name
 */
public record ValueList(String name, List<String> columns, Map<String, Map<String, String>> rows) {

    public ValueList {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableMap(rows);
    }

    /** The values of the first column. */
    public Set<String> values() {
        return rows.keySet();
    }

    /** The cell of the row that has this value in its first column. */
    public Optional<String> cell(String value, String column) {
        Map<String, String> row = rows.get(value);
        return row == null ? Optional.empty() : Optional.ofNullable(row.get(column));
    }
}
