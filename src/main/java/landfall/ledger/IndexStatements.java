package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writes into the key index, slot to decision, many at once: plain JDBC, since the lane's commits wait meanwhile. */
final class IndexStatements {
    private static final String INSERT =
            """
            INSERT INTO key_index (seq, slot) VALUES (?, ?)
            """;
    private static final String UPDATE = """
            UPDATE key_index SET seq = ? WHERE slot = ?
            """;

    private final Connection connection;

    IndexStatements(Connection connection) {
        this.connection = connection;
    }

    void insert(SortedMap<Long, Long> seqBySlot) {
        run(INSERT, seqBySlot);
    }

    void update(SortedMap<Long, Long> seqBySlot) {
        run(UPDATE, seqBySlot);
    }

    private void run(String sql, SortedMap<Long, Long> seqBySlot) {
        if (seqBySlot.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Long> row : seqBySlot.entrySet()) {
                statement.setLong(1, row.getValue());
                statement.setLong(2, row.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
