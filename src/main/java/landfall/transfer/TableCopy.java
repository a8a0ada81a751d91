package landfall.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes whole tables, row by row in order of their keys; memory holds a few rows only. */
final class TableCopy {
    /** Rows read at once. */
    private static final int FETCHED = 500;
    /** Rows written at once, or fewer where they are long. */
    private static final int WRITTEN = 1_000;

    private static final long WRITTEN_BYTES = 4L << 20;
    /** Batches in one transaction. */
    private static final int COMMITTED = 20;

    private TableCopy() {}

    private interface Rows {
        void take(List<@Nullable Object> row) throws SQLException;
    }

    /**
     * Copies a table's rows and adds to what the other one has.
     *
     * @param each called after each row
     * @return what was copied
     */
    static Moved copy(Table table, Connection from, Connection to, Runnable each) throws SQLException {
        TableDigest digest = new TableDigest();
        try (PreparedStatement insert = to.prepareStatement(table.insert())) {
            Batch batch = new Batch(insert, to);
            read(table, from, row -> {
                batch.add(table, row);
                digest.add(row);
                each.run();
            });
            batch.write();
        }
        to.commit();
        return digest.of(table);
    }

    /** What a table holds. */
    static Moved digest(Table table, Connection connection, Runnable each) throws SQLException {
        TableDigest digest = new TableDigest();
        read(table, connection, row -> {
            digest.add(row);
            each.run();
        });
        return digest.of(table);
    }

    private static void read(Table table, Connection connection, Rows rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(table.select())) {
            select.setFetchSize(FETCHED);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>(table.columns().size());
                    for (Table.Column column : table.columns()) {
                        row.add(column.type().read(result, row.size() + 1));
                    }
                    rows.take(row);
                }
            }
        }
    }

    static long count(Table table, Connection connection) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table.name(), connection);
    }

    /** What the database counts itself goes on after the greatest number that was copied. */
    static void countOn(Table table, Connection connection) throws SQLException {
        for (Table.Column column : table.columns()) {
            if (column.counted()) {
                String name = column.name();
                long last = number("SELECT COALESCE(MAX(" + name + "), 0) FROM " + table.name(), connection);
                execute(
                        "ALTER TABLE " + table.name() + " ALTER COLUMN " + name + " RESTART WITH " + (last + 1),
                        connection);
            }
        }
        connection.commit();
    }

    private static long number(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows on their way. */
    private static final class Batch {
        private final PreparedStatement insert;
        private final Connection connection;
        private int rows;
        private long bytes;
        private int written;

        Batch(PreparedStatement insert, Connection connection) {
            this.insert = insert;
            this.connection = connection;
        }

        void add(Table table, List<@Nullable Object> row) throws SQLException {
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                table.columns().get(i).type().bind(insert, i + 1, value);
                bytes += value instanceof byte[] array ? array.length : 0;
                bytes += value instanceof String text ? text.length() : 0;
            }
            insert.addBatch();
            rows++;
            if (rows >= WRITTEN || bytes >= WRITTEN_BYTES) {
                write();
                written++;
                if (written % COMMITTED == 0) {
                    connection.commit();
                }
            }
        }

        void write() throws SQLException {
            if (rows > 0) {
                insert.executeBatch();
            }
            rows = 0;
            bytes = 0;
        }
    }
}
