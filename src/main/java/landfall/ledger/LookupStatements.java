package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What is looked up for every decision, prepared once for a connection: plain JDBC, since the lane waits for it. */
final class LookupStatements {
    private static final String SLOT = """
            SELECT seq FROM key_index WHERE slot = ?
            """;
    private static final String SLOTS =
            """
            SELECT seq, slot FROM key_index WHERE slot = ANY(?)
            """;
    private static final String ENTRY = "SELECT " + DecisionDao.COLUMNS + " FROM decision WHERE seq = ?";
    private static final String ENTRIES = "SELECT " + DecisionDao.COLUMNS + " FROM decision WHERE seq = ANY(?)";
    private static final String BYTES = """
            SELECT decision FROM decision WHERE seq = ?
            """;
    private static final String ANSWER =
            """
            SELECT seq, caller, event_key, fingerprint, answer FROM answer WHERE seq = ?
            """;

    private static final String NEWEST =
            """
            SELECT seq FROM decision WHERE seq > ? ORDER BY seq DESC LIMIT 1
            """;

    private final Supplier<Connection> connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    LookupStatements(Connection connection) {
        this(() -> connection);
    }

    /** @param connection asked for when something has to be read */
    LookupStatements(Supplier<Connection> connection) {
        this.connection = connection;
    }

    /** The decision that has a slot of the key index. */
    Optional<Long> indexed(long slot) {
        return one(SLOT, slot, row -> row.getLong(1));
    }

    /** By slot, those that decisions have; in one round trip. */
    Map<Long, Long> indexed(Collection<Long> slots) {
        Map<Long, Long> seqs = new HashMap<>();
        many(SLOTS, slots, row -> seqs.put(row.getLong(2), row.getLong(1)));
        return seqs;
    }

    /** By number; in one round trip. */
    Map<Long, Entry> entries(Collection<Long> seqs) {
        Map<Long, Entry> entries = new HashMap<>();
        many(ENTRIES, seqs, row -> {
            Entry entry = EntryMapper.entry(row);
            entries.put(entry.seq(), entry);
        });
        return entries;
    }

    Optional<Entry> entry(long seq) {
        return one(ENTRY, seq, EntryMapper::entry);
    }

    /** The record's exact bytes. */
    Optional<byte[]> bytes(long seq) {
        return one(BYTES, seq, row -> row.getBytes(1));
    }

    Optional<Answered> answer(long seq) {
        return one(ANSWER, seq, AnsweredMapper::answered);
    }

    /** Number of the newest decision, where there is one after that. */
    Optional<Long> newest(long after) {
        return one(NEWEST, after, row -> row.getLong(1));
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(String sql, long key, Reading<T> reading) {
        try {
            PreparedStatement statement = prepare(sql);
            statement.setLong(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reading.read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private void many(String sql, Collection<Long> keys, Taking taking) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            PreparedStatement statement = prepare(sql);
            statement.setArray(1, connection.get().createArrayOf("BIGINT", keys.toArray(new Long[0])));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taking.take(rows);
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.get().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }
}
