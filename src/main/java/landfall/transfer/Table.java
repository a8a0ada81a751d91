package landfall.transfer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as its database describes it; names in lower case.
 *
 * @param columns in order of their names
 * @param key the columns of its primary key
 * @param references tables that its rows point at
 */
record Table(String name, List<Column> columns, List<String> key, Set<String> references) {

    /** @param counted whether the database gives its values, each greater than the last */
    record Column(String name, ColumnType type, boolean counted) {}

    Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        references = Set.copyOf(references);
    }

    String select() {
        return "SELECT " + names() + " FROM " + name + " ORDER BY " + String.join(", ", key);
    }

    String insert() {
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + names() + ") VALUES (" + places + ")";
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
