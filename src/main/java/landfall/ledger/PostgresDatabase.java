package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.Duration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, which any number of nodes share. */
final class PostgresDatabase extends LedgerDatabase {
    private static final String PREFIX = "jdbc:postgresql:";
    /** Writes a record of its own to the log and waits for the disk, so all that was committed before is on it. */
    static final String SYNC = "SELECT pg_logical_emit_message(true, 'landfall', '')";

    private static final String DRIVER = "org.postgresql.Driver";
    /** Of the lock under which nodes that start at once migrate one after the other; any number that nobody else uses. */
    private static final long MIGRATION_LOCK = 0x4c616e6466616c6cL;

    private static final long ASK_AGAIN_MILLIS = 100;

    private PostgresDatabase(DataSourceFactory settings, MetricRegistry metrics) {
        super(settings, readers(settings, metrics));
    }

    static boolean isMeant(String url) {
        return url.startsWith(PREFIX);
    }

    /**
     * A connection that is lost without a word is noticed, and none waits for ever; rows are inserted many at once; and no
     * exception tells values, which may be personal.
     */
    private static final Map<String, String> CONNECTION = new TreeMap<>(Map.of(
            "tcpKeepAlive", "true",
            "connectTimeout", "5",
            "socketTimeout", "30",
            "ApplicationName", "landfall",
            "reWriteBatchedInserts", "true",
            "logServerErrorDetail", "false"));

    /** What the URL says itself stays. */
    static DataSourceFactory complete(DataSourceFactory settings) {
        settings.setDriverClass(DRIVER);
        StringBuilder url = new StringBuilder(settings.getUrl());
        CONNECTION.forEach((name, value) -> {
            if (!settings.getUrl().contains(name + "=")) {
                url.append(url.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        settings.setUrl(url.toString());
        // After an outage the pool is full of connections that lead nowhere.
        settings.setCheckConnectionOnBorrow(true);
        settings.setValidationInterval(Duration.seconds(1));
        return settings;
    }

    static LedgerDatabase connected(DataSourceFactory settings, MetricRegistry metrics) {
        complete(settings);
        try (Connection connection = connect(settings)) {
            migrate(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(
                    "the database " + settings.getUrl() + " can't be opened: " + e.getMessage(), e);
        }
        return new PostgresDatabase(settings, metrics);
    }

    /**
     * The lock is the session's: a node that is killed while it migrates leaves none behind. Whoever waits for it asks again and
     * again: a statement that waited would have a snapshot, and an index that is built concurrently waits for those to end. On
     * large tables a change may take longer than any answer should.
     */
    private static void migrate(Connection connection) throws SQLException {
        migrate(connection, Migration.CHANGE_LOG, Migration.SCHEMA);
    }

    static void migrate(Connection connection, String changeLog, int known) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        while (!tryLock(connection)) {
            try {
                Thread.sleep(ASK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while another node migrates the database", e);
            }
        }
        Migration.run(connection, changeLog, known);
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + MIGRATION_LOCK + ")");
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + MIGRATION_LOCK + ")")) {
            locked.next();
            return locked.getBoolean(1);
        }
    }

    /** A node that stalls in a transaction holds up the others for seconds, and then has lost it. */
    @Override
    void prepareLane(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // All that the lane reads has an index; a plan that was made while the tables were small must not stay.
            statement.execute("SET enable_seqscan = off");
            // Others wait while it plans.
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("SET jit = off");
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("SET statement_timeout = '10s'");
            statement.execute("SET idle_in_transaction_session_timeout = '10s'");
        }
        connection.commit();
    }

    @Override
    void prepareCopying(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public void sync() {
        jdbi().useHandle(handle -> handle.execute(SYNC));
    }

    /** Its log is written in order, and what of it is there after a crash is whole. */
    @Override
    <T> T alone(Supplier<T> writing) {
        return writing.get();
    }

    /** On disk when it returns, as {@link #weakness} sees to. */
    @Override
    void commit(Handle handle) {
        handle.commit();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /**
     * Classes of SQLSTATE that say how the server stands and nothing about what was asked of it: connection exceptions, out of
     * room, memory or connections (53), its end (57P), errors of its disk (58).
     */
    private static final List<String> NO_SERVER = List.of("08", "53", "57P", "58");
    /** The same of one transaction: read only, as on a standby; ended while idle; locked out or cancelled by a timeout. */
    private static final Set<String> NO_TRANSACTION = Set.of("25006", "25P03", "55P03", "57014");

    @Override
    boolean saysGone(Throwable cause) {
        if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) {
            return false;
        }
        String state = sql.getSQLState();
        return NO_TRANSACTION.contains(state) || NO_SERVER.stream().anyMatch(state::startsWith);
    }

    /** PostgreSQL's own vacuum does that. */
    @Override
    boolean compact() {
        return false;
    }

    @Override
    public Backup backup(Path file) {
        throw new BackupException("a PostgreSQL is backed up by its own tools: pg_dump, or pg_basebackup with its log");
    }

    @Override
    public @Nullable String weakness() {
        try {
            return jdbi().withHandle(handle -> {
                String fsync = setting(handle, "fsync");
                String commit = setting(handle, "synchronous_commit");
                if (fsync.equals("off")) {
                    return "PostgreSQL runs with fsync = off, and would lose decisions in a power failure.";
                }
                return commit.equals("off")
                        ? "PostgreSQL runs with synchronous_commit = off, and would lose decisions that were answered."
                        : null;
            });
        } catch (JdbiException e) {
            return "The database can't be reached.";
        }
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("SELECT current_setting(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }
}
