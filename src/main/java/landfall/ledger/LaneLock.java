package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Locks the lane's row, and reads what others committed before that: a round trip for the lock, and one more where there is
 * something. Each statement sees all that was committed when the one before it had ended. A commit gives the lock to the next
 * node before it is on disk, and returns when it is. Prepared once for a connection.
 */
final class LaneLock {
    /** Read at once; where there is more, the rest is read page by page. */
    static final int PAGE = 1_000;

    private static final String LOCK = "SET LOCAL synchronous_commit = off;"
            + " SELECT id FROM lane WHERE id = 1 FOR UPDATE; SELECT COALESCE(MAX(seq), 0) AS last FROM decision";
    private static final String READ = "SELECT " + DecisionDao.COLUMNS
            + " FROM decision WHERE seq > ? ORDER BY seq LIMIT " + PAGE + ";"
            + " SELECT seq, caller, event_key, fingerprint, answer FROM answer WHERE seq > ? ORDER BY seq LIMIT " + PAGE
            + "; SELECT pool, epoch, turn, credits FROM rotation WHERE moved_by > ?";

    /**
     * The log is written in order, so the record that is waited for is on disk only after the commit. COMMIT alone would undo a
     * transaction that failed, without a word.
     */
    private static final String COMMIT = "SELECT 1; COMMIT; " + PostgresDatabase.SYNC;

    private final PreparedStatement lock;
    private final PreparedStatement read;
    private final PreparedStatement commit;

    LaneLock(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        lock = connection.prepareStatement(LOCK);
        read = connection.prepareStatement(READ);
        commit = connection.prepareStatement(COMMIT);
    }

    /**
     * What is new, on disk or not.
     *
     * @param last number of the newest decision
     * @param written the oldest first, {@link #PAGE} at most
     * @param moved by pool
     */
    record Committed(long last, List<Written> written, Map<String, RotationState> moved) {}

    /** Returns once nobody else decides, until the transaction ends. */
    Committed take(long after) {
        try {
            lock.execute();
            lock.getMoreResults();
            lock.getMoreResults();
            long last;
            try (ResultSet row = lock.getResultSet()) {
                row.next();
                last = row.getLong("last");
            }
            return last > after ? read(after, last) : new Committed(last, List.of(), Map.of());
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Returns once it is on disk. */
    void commit() {
        try {
            commit.execute();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private Committed read(long after, long last) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            read.setLong(i, after);
        }
        read.execute();
        List<Entry> entries = new ArrayList<>();
        Map<Long, Answered> answers = new HashMap<>();
        Map<String, RotationState> moved = new HashMap<>();
        try (ResultSet row = read.getResultSet()) {
            while (row.next()) {
                entries.add(EntryMapper.entry(row));
            }
        }
        read.getMoreResults();
        try (ResultSet row = read.getResultSet()) {
            while (row.next()) {
                Answered answered = AnsweredMapper.answered(row);
                answers.put(answered.seq(), answered);
            }
        }
        read.getMoreResults();
        try (ResultSet row = read.getResultSet()) {
            while (row.next()) {
                RotationState state = RotationMapper.state(row);
                moved.put(state.pool(), state);
            }
        }
        List<Written> written = new ArrayList<>(entries.size());
        entries.forEach(entry -> written.add(new Written(entry, answers.get(entry.seq()))));
        return new Committed(last, written, moved);
    }
}
