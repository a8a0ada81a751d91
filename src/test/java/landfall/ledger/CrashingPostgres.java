package landfall.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of its own that is stopped as in a crash, started again in the same folder, and whose connections are cut. */
final class CrashingPostgres implements AutoCloseable {
    /** Ends any one connection of a node. */
    private static final String CUT_ANY =
            """
            SELECT pg_terminate_backend(pid) FROM (
                SELECT pid FROM pg_stat_activity WHERE application_name = 'landfall' ORDER BY random() LIMIT 1) cut
            """;

    /** Ends one that is in a transaction, where there is one. */
    private static final String CUT_BUSY =
            """
            SELECT pg_terminate_backend(pid) FROM (
                SELECT pid FROM pg_stat_activity WHERE application_name = 'landfall'
                ORDER BY state = 'idle', random() LIMIT 1) cut
            """;

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    CrashingPostgres(Path data) throws IOException {
        this.data = data;
        this.server = start(0);
        this.port = server.getPort();
    }

    private EmbeddedPostgres start(int at) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(at)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    int port() {
        return port;
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Immediate shutdown: nothing is written any more, and the next start recovers from the log. */
    void stopAtOnce() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        if (new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL could not be stopped");
        }
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        // gives up its folder; there is nothing left to stop
        server.close();
    }

    /** On the same port. */
    void startAgain() throws IOException {
        server = start(port);
    }

    void cutAny() throws SQLException {
        execute(CUT_ANY);
    }

    void cutBusy() throws SQLException {
        execute(CUT_BUSY);
    }

    private void execute(String cut) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(cut);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
