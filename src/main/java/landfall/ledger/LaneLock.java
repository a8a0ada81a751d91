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
 * Locks the lane's row, and reads what others committed before that, in one round trip while others decide as well; where they
 * begin to, the first time takes two. Each statement sees all that was committed when the one before it had ended. A commit
 * gives the lock to the next node before it is on disk, and returns when it is. Prepared once for a connection.
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

    private final PreparedStatement lock;
    private final PreparedStatement read;
    private final PreparedStatement lockAndRead;
    /** Whether there was something the last time. */
    private boolean othersDecide;

    LaneLock(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        lock = connection.prepareStatement(LOCK);
        read = connection.prepareStatement(READ);
        lockAndRead = connection.prepareStatement(LOCK + "; " + READ);
    }

    /**
     * What is new, on disk or not.
     *
     * @param last number of the newest decision
     * @param written the oldest first, {@link #PAGE} at most
     * @param moved by pool
     */
    record Committed(long last, List<Written> written, Map<String, RotationState> moved) {}

    /** Whether other nodes decided between the last two turns of this one. */
    boolean othersDecide() {
        return othersDecide;
    }

    /** Returns once nobody else decides, until the transaction ends. */
    Committed take(long after) {
        try {
            Committed committed = othersDecide ? lockAndRead(after) : lockThenRead(after);
            othersDecide = committed.last() > after;
            return committed;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private Committed lockThenRead(long after) throws SQLException {
        lock.execute();
        long last = last(lock);
        if (last <= after) {
            return new Committed(last, List.of(), Map.of());
        }
        bind(read, after);
        read.execute();
        return news(read, last);
    }

    private Committed lockAndRead(long after) throws SQLException {
        bind(lockAndRead, after);
        lockAndRead.execute();
        long last = last(lockAndRead);
        lockAndRead.getMoreResults();
        return news(lockAndRead, last);
    }

    private static void bind(PreparedStatement reading, long after) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            reading.setLong(i, after);
        }
    }

    private static long last(PreparedStatement locked) throws SQLException {
        locked.getMoreResults();
        locked.getMoreResults();
        try (ResultSet row = locked.getResultSet()) {
            row.next();
            return row.getLong("last");
        }
    }

    private static Committed news(PreparedStatement read, long last) throws SQLException {
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
