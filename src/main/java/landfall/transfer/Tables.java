package landfall.transfer;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import landfall.ledger.UnfinishedMoveDao;
import org.jspecify.annotations.Nullable;

/** The tables that a database has, asked of itself, so that none can be forgotten. */
final class Tables {
    /** What Liquibase notes, and the mark of a move itself, belong to the database and not to what it holds. */
    private static final Set<String> OF_THE_DATABASE =
            Set.of("databasechangelog", "databasechangeloglock", UnfinishedMoveDao.TABLE);

    private Tables() {}

    /** All that are moved; one that others point at comes before them. */
    static List<Table> list(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String schema = connection.getSchema();
        TreeMap<String, Table> left = new TreeMap<>();
        try (ResultSet rows = data.getTables(connection.getCatalog(), schema, null, new String[] {"TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!OF_THE_DATABASE.contains(lower(name))) {
                    left.put(lower(name), table(data, schema, name));
                }
            }
        }
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!left.isEmpty()) {
            Table next = left.values().stream()
                    .filter(table -> done.containsAll(table.references()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables point at each other in a circle"));
            left.remove(next.name());
            done.add(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    private static Table table(DatabaseMetaData data, @Nullable String schema, String name) throws SQLException {
        List<Table.Column> columns = new ArrayList<>();
        try (ResultSet rows = data.getColumns(null, schema, name, null)) {
            while (rows.next()) {
                columns.add(new Table.Column(
                        lower(rows.getString("COLUMN_NAME")),
                        ColumnType.of(rows.getString("TYPE_NAME")),
                        rows.getString("IS_AUTOINCREMENT").equals("YES")));
            }
        }
        columns.sort(Comparator.comparing(Table.Column::name));
        TreeMap<Short, String> key = new TreeMap<>();
        try (ResultSet rows = data.getPrimaryKeys(null, schema, name)) {
            while (rows.next()) {
                key.put(rows.getShort("KEY_SEQ"), lower(rows.getString("COLUMN_NAME")));
            }
        }
        Set<String> references = new HashSet<>();
        try (ResultSet rows = data.getImportedKeys(null, schema, name)) {
            while (rows.next()) {
                references.add(lower(rows.getString("PKTABLE_NAME")));
            }
        }
        references.remove(lower(name));
        return new Table(lower(name), columns, List.copyOf(key.values()), references);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
