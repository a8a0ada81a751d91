package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded database, opened so that what was synced stays, and brought to the newest form of its tables. */
public final class LedgerDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);
    /** DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN, CONNECTION_BROKEN, OBJECT_CLOSED, IO_EXCEPTION 1 and 2. */
    private static final Set<Integer> GONE = Set.of(90098, 90121, 90067, 90007, 90028, 90031);

    private final DataSourceFactory settings;
    private final Durability durability;
    private final ManagedDataSource readers;
    private final Jdbi jdbi;
    /** H2 closes a database with its last connection. */
    private final Connection keeper;

    private volatile H2File file;
    private final ReentrantLock commits = new ReentrantLock(true);

    private LedgerDatabase(
            DataSourceFactory settings, Durability durability, ManagedDataSource readers, Connection keeper)
            throws SQLException {
        this.keeper = keeper;
        this.file = new H2File(keeper);
        this.settings = settings;
        this.durability = durability;
        this.readers = readers;
        this.jdbi = Jdbi.create(readers).installPlugin(new SqlObjectPlugin());
    }

    /** The same settings, their URL completed by what durability needs: for whoever else opens the database. */
    public static DataSourceFactory durable(DataSourceFactory settings) {
        OrderedPath.register();
        settings.setUrl(H2Url.complete(settings.getUrl(), Durability.SYNCED));
        return settings;
    }

    /**
     * Opens the database and migrates it.
     *
     * @param settings of which the URL is completed by what durability needs ({@link H2Url})
     * @throws LedgerUnavailableException where it can't be opened: another process has it, or the file is damaged
     */
    public static LedgerDatabase open(DataSourceFactory settings, MetricRegistry metrics) {
        return open(settings, metrics, Durability.SYNCED);
    }

    static LedgerDatabase open(DataSourceFactory settings, MetricRegistry metrics, Durability durability) {
        OrderedPath.register();
        settings.setUrl(H2Url.complete(settings.getUrl(), durability));
        try {
            Connection connection = connect(settings);
            Migration.run(connection);
            return new LedgerDatabase(settings, durability, settings.build(metrics, "ledger"), connection);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(
                    "the database " + settings.getUrl() + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** For reading, and for tables other than the ledger's. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** A connection of its own, for the lane. */
    Handle openLane() {
        try {
            Connection connection = connect(settings);
            connection.setAutoCommit(false);
            file = new H2File(connection);
            return Jdbi.create(connection).installPlugin(new SqlObjectPlugin()).open();
        } catch (SQLException e) {
            throw new LedgerUnavailableException("the database can't be opened: " + e.getMessage(), e);
        }
    }

    /** One transaction, on disk when this returns. */
    void write(Consumer<Handle> writing) {
        jdbi.useHandle(handle -> {
            handle.begin();
            try {
                writing.accept(handle);
                commit(handle);
            } catch (RuntimeException e) {
                handle.rollback();
                throw e;
            }
        });
    }

    /** Everything committed is on disk when this returns. */
    public void sync() {
        jdbi.useHandle(this::sync);
    }

    /**
     * Commits the handle's transaction, and returns when it is on disk. One commit is synced before the next is written:
     * H2 may write the next one over what the state before this one needs.
     */
    void commit(Handle handle) {
        commits.lock();
        try {
            handle.commit();
            sync(handle);
        } finally {
            commits.unlock();
        }
    }

    private void sync(Handle handle) {
        if (durability.syncs()) {
            handle.execute("CHECKPOINT SYNC");
        }
    }

    H2File file() {
        return file;
    }

    /** Whether a committed and synced decision survives a power failure: false in memory, with other settings, or closed. */
    public boolean durable() {
        return durability.syncs() && H2Url.isOrdered(settings.getUrl()) && file.writesEachCommit();
    }

    /** Whether an exception says that the database is gone, and nothing about what was asked of it. */
    static boolean isGone(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException
                    || cause instanceof MVStoreException
                    || (cause instanceof SQLException sql && GONE.contains(sql.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }

    /** Also where the database is gone already: whatever fails then is only logged. */
    @Override
    public void close() {
        try (keeper) {
            readers.stop();
        } catch (Exception e) {
            LOG.warn("The database was not closed in good order", e);
        }
    }

    private static Connection connect(DataSourceFactory settings) throws SQLException {
        String password = settings.getPassword();
        return DriverManager.getConnection(settings.getUrl(), settings.getUser(), password == null ? "" : password);
    }
}
