package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Reads decisions some at a time, in their order, up to the last that there was at one moment.
 *
 * @param last number of the last decision that is read
 */
record DecisionPages(Jdbi jdbi, long last) {

    /** Told of each row. */
    interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads some rows.
     *
     * @param sql selects {@code seq} and more of {@code decision}, in its order; takes the number after which to begin, the last
     *     number and the most rows
     * @param after number of the last decision that was read
     * @return number of the last decision that was read now
     */
    long read(String sql, long after, int most, Reading reading) {
        return jdbi.withHandle(handle -> {
            try {
                return read(handle.getConnection(), sql, after, most, reading);
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, null);
            }
        });
    }

    private long read(Connection connection, String sql, long after, int most, Reading reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setLong(2, last);
            statement.setInt(3, most);
            long read = last;
            int count = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows);
                    read = rows.getLong("seq");
                    count++;
                }
            }
            return count < most ? last : read;
        }
    }
}
