package landfall.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What simulated nodes share: one migrated database in memory, which is emptied for each run. For one thread. */
public final class SimulatedStore implements AutoCloseable {
    private static final List<String> LEDGER =
            List.of("decision", "answer", "personal", "rotation", "key_index", "offer", "waiting", "open_load");
    // Who waits for a lock waits for ever: the one who has it runs on the same thread.
    private static final String URL = "jdbc:h2:mem:%s;LOCK_TIMEOUT=1;QUERY_CACHE_SIZE=64";

    private final String url;
    private final Connection keeper;
    private final Deque<Connection> idle = new ArrayDeque<>();
    // What JDBI finds out about its interfaces takes longer than a run.
    private final Deque<SimulatedDatabase> sharedDatabases = new ArrayDeque<>();
    private final Deque<SimulatedDatabase> ownDatabases = new ArrayDeque<>();

    /** @param name of the database; no other in this process may have it */
    public SimulatedStore(String name) {
        url = URL.formatted(name);
        try {
            keeper = DriverManager.getConnection(url, "sa", "");
            Migration.run(keeper);
            keeper.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection take() throws SQLException {
        return idle.isEmpty() ? DriverManager.getConnection(url, "sa", "") : idle.pop();
    }

    void giveBack(Connection connection) {
        idle.push(connection);
    }

    /** A ledger without a decision; what else was stored stays. */
    public void empty() {
        try (Statement statement = keeper.createStatement()) {
            for (String table : LEDGER) {
                statement.execute("TRUNCATE TABLE " + table);
            }
            statement.execute("UPDATE key_index_position SET indexed = 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Number of the newest decision that is committed. */
    public long committed() {
        return number("SELECT COALESCE(MAX(seq), 0) FROM decision");
    }

    /** The first number that a query gives. */
    public long number(String sql) {
        try (Statement statement = keeper.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes the database behind every node's back. */
    public void tamper(String sql) {
        try (Statement statement = keeper.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database as it is, for what is stored before a run. */
    public LedgerDatabase calm() {
        return new SimulatedDatabase(this, false);
    }

    /** As a node has it, until it gives it back. */
    SimulatedDatabase lend(boolean shared, Wire wire) {
        Deque<SimulatedDatabase> free = shared ? sharedDatabases : ownDatabases;
        return (free.isEmpty() ? new SimulatedDatabase(this, shared) : free.pop()).by(wire);
    }

    void giveBack(SimulatedDatabase database) {
        (database.isShared() ? sharedDatabases : ownDatabases).push(database);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
        keeper.close();
    }
}
