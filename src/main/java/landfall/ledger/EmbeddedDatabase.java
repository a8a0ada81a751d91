package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 in this process: one node, one file, one writer. */
final class EmbeddedDatabase extends LedgerDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    /** DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN, CONNECTION_BROKEN, OBJECT_CLOSED, IO_EXCEPTION 1 and 2. */
    private static final Set<Integer> GONE = Set.of(90098, 90121, 90067, 90007, 90028, 90031);
    /** Percentage of the file's chunks that should be in use. */
    private static final int FILL_RATE = 70;
    /** Moved at once: commits wait meanwhile, some ten milliseconds. */
    private static final int COMPACT_BYTES = 1024 * 1024;

    private final Durability durability;
    /** H2 closes a database with its last connection. */
    private final Connection keeper;

    private volatile H2File file;
    private volatile boolean failed;
    private final ReentrantLock writer = new ReentrantLock(true);

    private EmbeddedDatabase(
            DataSourceFactory settings, Durability durability, ManagedDataSource readers, Connection keeper)
            throws SQLException {
        super(settings, readers);
        this.keeper = keeper;
        this.file = new H2File(keeper);
        this.durability = durability;
    }

    static DataSourceFactory complete(DataSourceFactory settings, Durability durability) {
        OrderedPath.register();
        settings.setUrl(H2Url.complete(settings.getUrl(), durability));
        return settings;
    }

    static LedgerDatabase open(DataSourceFactory settings, MetricRegistry metrics, Durability durability) {
        complete(settings, durability);
        try {
            // No other process can have the file open: a lock that is there was left by one that was killed.
            Connection connection = AsideMigration.run(settings, connect(settings));
            return new EmbeddedDatabase(settings, durability, readers(settings, metrics), connection);
        } catch (SQLException e) {
            String why = e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                    ? "another process has it open; is Landfall running on it?"
                    : e.getMessage();
            throw new LedgerUnavailableException("the database " + settings.getUrl() + " can't be opened: " + why, e);
        }
    }

    @Override
    void prepareCopying(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
        try (Statement statement = connection.createStatement()) {
            // else a whole result is kept in memory, or in the file, before its first row is told
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE");
        }
    }

    @Override
    void prepareLane(Connection connection) throws SQLException {
        file = new H2File(connection);
    }

    /**
     * H2 writes what is there, also of a transaction that another connection has under way, map by map; such a half is undone
     * after a crash only where what undoes it was written as well. So one connection writes at a time. And one commit is
     * synced before the next is written: H2 may write the next one over what the state before this one needs.
     */
    @Override
    <T> T alone(Supplier<T> writing) {
        writer.lock();
        try {
            if (failed) {
                throw new LedgerUnavailableException("a commit or a sync failed: what is on disk isn't known");
            }
            return writing.get();
        } finally {
            if (file.hasFailed()) {
                fail(new LedgerUnavailableException("the file could not be written"));
            }
            writer.unlock();
        }
    }

    @Override
    public void sync() {
        alone(() -> jdbi().useHandle(handle -> settle(() -> sync(handle))));
    }

    @Override
    void commit(Handle handle) {
        settle(() -> {
            handle.commit();
            sync(handle);
        });
    }

    private void sync(Handle handle) {
        if (durability.syncs()) {
            handle.execute("CHECKPOINT SYNC");
        }
    }

    /** Where it fails, nobody knows what is on disk. */
    private void settle(Runnable settling) {
        alone(() -> {
            try {
                settling.run();
            } catch (RuntimeException | Error e) {
                fail(e);
                throw e;
            }
        });
    }

    /** From then on nobody writes: a later sync could put half of something on disk, or be told of more than it did. */
    private void fail(Throwable why) {
        if (!failed) {
            failed = true;
            end(why);
            file.abandon();
        }
    }

    @Override
    boolean hasFailed() {
        return failed;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    boolean saysGone(Throwable cause) {
        return cause instanceof MVStoreException
                || (cause instanceof SQLException sql && GONE.contains(sql.getErrorCode()));
    }

    @Override
    boolean compact() {
        return alone(() -> {
            boolean moved = file.compact(FILL_RATE, COMPACT_BYTES);
            if (moved) {
                sync();
            }
            return moved;
        });
    }

    H2File file() {
        return file;
    }

    @Override
    public Backup backup(Path target) {
        OrderedFile opened = file.ordered()
                .orElseThrow(() -> new BackupException("only a database in a file of its own can be copied"));
        String password = settings().getPassword();
        return Backup.write(opened, target, settings().getUser(), password == null ? "" : password);
    }

    /** In memory, with other settings, or closed. */
    @Override
    public @Nullable String weakness() {
        boolean durable = durability.syncs() && H2Url.isOrdered(settings().getUrl()) && file.writesEachCommit();
        return durable ? null : "The database can't be reached, or would lose decisions in a power failure.";
    }

    @Override
    public void close() {
        try (keeper) {
            super.close();
        } catch (SQLException e) {
            LOG.warn("The database was not closed in good order", e);
        }
    }
}
