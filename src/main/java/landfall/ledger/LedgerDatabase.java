package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.db.ManagedPooledDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, opened so that what was committed stays, and brought to the newest form of its tables. Which ones there are is
 * this package's own.
 */
public abstract class LedgerDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);

    /** Of all connections together. */
    private static final String KEPT_STATEMENTS = "StatementCache(prepared=true,callable=false,max=1000)";

    private final DataSourceFactory settings;
    private final ManagedDataSource readers;
    private final Jdbi jdbi;
    private final Jdbi lanes;
    private volatile Consumer<Throwable> end =
            failure -> LOG.error("A commit could not be synced: the database must be opened anew", failure);

    LedgerDatabase(DataSourceFactory settings, ManagedDataSource readers) {
        this.settings = settings;
        this.readers = readers;
        this.jdbi = Daos.known(Jdbi.create(readers).installPlugin(new SqlObjectPlugin()));
        this.lanes = Daos.known(Jdbi.create(this::connectLane).installPlugin(new SqlObjectPlugin()));
    }

    /** Connections for reading, which keep their statements: to prepare one costs as much as to run it. */
    static ManagedDataSource readers(DataSourceFactory settings, MetricRegistry metrics) {
        if (settings.getJdbcInterceptors().isEmpty()) {
            settings.setJdbcInterceptors(Optional.of(KEPT_STATEMENTS));
        }
        return settings.build(metrics, "ledger");
    }

    /** The same settings, completed by what durability needs: for whoever else opens the database. */
    public static DataSourceFactory durable(DataSourceFactory settings) {
        return PostgresDatabase.isMeant(settings.getUrl())
                ? PostgresDatabase.complete(settings)
                : EmbeddedDatabase.complete(settings, Durability.SYNCED);
    }

    /**
     * Opens the database that the URL names and migrates it: {@code jdbc:h2:file:…} for one node, {@code jdbc:postgresql:…} for
     * any number.
     *
     * @throws LedgerUnavailableException where it can't be opened: another process has the file, it is damaged, nobody
     *     answers, a later version of Landfall changed it, or another database was moved there and didn't arrive whole
     */
    public static LedgerDatabase open(DataSourceFactory settings, MetricRegistry metrics) {
        LedgerDatabase database = openEvenUnfinished(settings, metrics);
        if (database.jdbi().withExtension(UnfinishedMoveDao.class, UnfinishedMoveDao::exists)) {
            database.close();
            throw new LedgerUnavailableException("another database was being moved to " + settings.getUrl()
                    + ", and not all of it is there: run the move again");
        }
        return database;
    }

    /** Also one to which another database is being moved: for the move only. */
    public static LedgerDatabase openEvenUnfinished(DataSourceFactory settings, MetricRegistry metrics) {
        return PostgresDatabase.isMeant(settings.getUrl())
                ? PostgresDatabase.connected(settings, metrics)
                : EmbeddedDatabase.open(settings, metrics, Durability.SYNCED);
    }

    /** For reading, and for tables other than the ledger's. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** How its connections stand; asks no database. */
    public ConnectionFigures connections() {
        return readers instanceof ManagedPooledDataSource pool
                ? new ConnectionFigures(pool.getActive(), pool.getIdle(), pool.getWaitCount(), pool.getMaxActive())
                : new ConnectionFigures(0, 0, 0, 0);
    }

    DataSourceFactory settings() {
        return settings;
    }

    /** A connection of its own, for the lane; it is closed with the handle. */
    Handle openLane() {
        try {
            return alone(() -> lanes.open());
        } catch (ConnectionException e) {
            throw new LedgerUnavailableException("the database can't be opened: " + e.getMessage(), e);
        }
    }

    private Connection connectLane() throws SQLException {
        Connection connection = connect();
        try {
            connection.setAutoCommit(false);
            prepareLane(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** One that belongs to no pool. */
    Connection connect() throws SQLException {
        return connect(settings);
    }

    abstract void prepareLane(Connection connection) throws SQLException;

    /**
     * A connection of its own for reading or writing whole tables: a statement may take as long as it needs, rows are read as
     * they are asked for, nothing is committed by itself, and all that is read is of one moment.
     *
     * @throws LedgerUnavailableException where it can't be opened
     */
    public Connection openForCopying() {
        try {
            Connection connection = connect(settings);
            connection.setAutoCommit(false);
            prepareCopying(connection);
            return connection;
        } catch (SQLException e) {
            throw new LedgerUnavailableException("the database can't be opened: " + e.getMessage(), e);
        }
    }

    abstract void prepareCopying(Connection connection) throws SQLException;

    /**
     * Runs whatever writes, while nobody else in this process does, where the database needs that: the whole of a transaction, from
     * before its first statement to after its end. What is told only once it is on disk is synced within it. A thread may
     * come here again while it is here.
     *
     * @throws LedgerUnavailableException where a commit or a sync failed before
     */
    abstract <T> T alone(Supplier<T> writing);

    final void alone(Runnable writing) {
        alone(() -> {
            writing.run();
            return true;
        });
    }

    /** Runs what writes and commits, alone, and returns when that is on disk. */
    public final void durably(Runnable writing) {
        alone(() -> {
            writing.run();
            sync();
        });
    }

    /** One transaction, on disk when this returns. */
    void write(Consumer<Handle> writing) {
        alone(() -> jdbi.useHandle(handle -> {
            handle.begin();
            try {
                writing.accept(handle);
                commit(handle);
            } catch (RuntimeException e) {
                rollback(handle);
                throw e;
            }
        }));
    }

    /** Who ends the process once a commit or a sync failed, so that it can't be known what is on disk. */
    void endBy(Consumer<Throwable> end) {
        this.end = end;
    }

    /** Asks for the end of the process. */
    final void end(Throwable why) {
        end.accept(why);
    }

    /** Whether a commit or a sync failed, so that nothing more may be written. Of a shared database it is asked what took place. */
    boolean hasFailed() {
        return false;
    }

    private static void rollback(Handle handle) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            LOG.debug("No rollback: the connection is gone", e);
        }
    }

    /** Everything committed is on disk when this returns. */
    public abstract void sync();

    /** Commits the handle's transaction, and returns when it is on disk. */
    abstract void commit(Handle handle);

    /** Whether other processes may write to it at the same time. */
    public abstract boolean isShared();

    /** Whether an exception says that the database is gone, and nothing about what was asked of it. */
    final boolean isGone(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || saysGone(cause)) {
                return true;
            }
        }
        return false;
    }

    abstract boolean saysGone(Throwable cause);

    /**
     * Moves what is in use closer together, so that the file can be used again where it became sparse; it is on disk then.
     *
     * @return whether there was something to move
     */
    abstract boolean compact();

    /**
     * Copies the database, while it is in use, into a file that must not exist yet. What was answered before is in it.
     *
     * @throws BackupException where that can't be done, so for a database that isn't embedded
     */
    public abstract Backup backup(Path file);

    /** The file that an embedded database is kept in, there or not; empty for any other. */
    public static Optional<Path> file(DataSourceFactory settings) {
        return H2Url.file(settings.getUrl());
    }

    /** Why a committed decision might not survive a power failure, or nothing can be committed; null where it does. */
    public abstract @org.jspecify.annotations.Nullable String weakness();

    /** Also where the database is gone already: whatever fails then is only logged. */
    @Override
    public void close() {
        try {
            readers.stop();
        } catch (Exception e) {
            LOG.warn("The database was not closed in good order", e);
        }
    }

    static Connection connect(DataSourceFactory settings) throws SQLException {
        return connect(settings.getUrl(), settings);
    }

    /** To another database, as the same user. */
    static Connection connect(String url, DataSourceFactory settings) throws SQLException {
        String password = settings.getPassword();
        return DriverManager.getConnection(url, settings.getUser(), password == null ? "" : password);
    }
}
