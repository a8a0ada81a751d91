package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that was set back to an older state, and nodes that remember what it has lost. */
class SetBackTest {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    @TempDir
    Path folder;

    @Test
    void aNodeThatKnowsMoreThanTheDatabaseEnds() throws Exception {
        String url = PostgresServer.freshDatabase();
        decide(url, 10);
        String old = copyOf(url);
        try (Opened node = open(url)) {
            node.answer(turns.account("lost"));
            setBack(url, old);
            assertThatThrownBy(node.ledger::count).isInstanceOf(LedgerUnavailableException.class);
            refusesUntilItEnds(node);
        }
        try (Opened again = open(url)) {
            assertThat(again.ledger.count()).isEqualTo(10);
        }
    }

    @Test
    void alsoWhereAnotherNodeHasDecidedMoreSince() throws Exception {
        String url = PostgresServer.freshDatabase();
        decide(url, 10);
        String old = copyOf(url);
        try (Opened node = open(url)) {
            node.answer(turns.account("lost"));
            setBack(url, old);
            decide(url, 20);
            refusesUntilItEnds(node);
        }
        try (Opened again = open(url)) {
            assertThat(again.ledger.count()).isEqualTo(30);
        }
    }

    /** Soon: what is left of its old connections fails first, one call each. */
    private void refusesUntilItEnds(Opened node) throws InterruptedException {
        for (int i = 0; i < 100 && node.fatal.isEmpty(); i++) {
            assertThatThrownBy(() -> node.answer(turns.account("new"))).isInstanceOf(LedgerUnavailableException.class);
            Thread.sleep(20);
        }
        assertThat(node.fatal).singleElement().isInstanceOf(Recovery.LostException.class);
    }

    /** What a base backup of a stopped server is; needs none of PostgreSQL's tools. */
    @Test
    void aCopyOfTheDataDirectoryOfAStoppedServerGoesOn() throws Exception {
        Path data = folder.resolve("data");
        String before;
        try (EmbeddedPostgres server = server(data)) {
            before = lived(server.getJdbcUrl("postgres", "postgres"));
        }
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        try (EmbeddedPostgres server = server(copy)) {
            goesOn(server.getJdbcUrl("postgres", "postgres"), before);
        }
    }

    /** Where PostgreSQL's client tools are installed; elsewhere it is left out. */
    @Test
    void aDumpIsRestoredAndGoesOn() throws Exception {
        Assumptions.assumeTrue(isInstalled("pg_dump") && isInstalled("pg_restore"), "no pg_dump here");
        String url = PostgresServer.freshDatabase();
        String before = lived(url);
        String restored = PostgresServer.freshDatabase();
        Path dump = folder.resolve("landfall.dump");
        run("pg_dump", "--format=custom", "--file=" + dump, "--dbname=" + url.substring("jdbc:".length()));
        run("pg_restore", "--exit-on-error", "--dbname=" + restored.substring("jdbc:".length()), dump.toString());
        goesOn(restored, before);
    }

    /** The answer to the key k1. */
    private String lived(String url) {
        try (Opened node = open(url)) {
            String answer = new String(node.answer(turns.keyed("a1", "k1")).answer(), UTF_8);
            node.answer(turns.personal("a2", Map.of("email", "mai.tanaka@example.com")));
            decide(node, 300);
            return answer;
        }
    }

    private void goesOn(String url, String answer) {
        try (Opened node = open(url)) {
            Recorded.Answer again = node.answer(turns.keyed("a1", "k1"));
            assertThat(again.replayed()).isTrue();
            assertThat(new String(again.answer(), UTF_8)).isEqualTo(answer);
            String id = node.ledger
                    .holding(new AccountKey("test", "a2"))
                    .orElseThrow()
                    .decisionId();
            assertThat(node.ledger.personal(id)).contains(Map.of("email", "mai.tanaka@example.com"));
            assertThat(node.ledger.rotation("emea").turn()).isEqualTo(302);
            node.answer(turns.account("new"));
            assertThat(node.ledger.rotation("emea").turn()).isEqualTo(303);
            assertThat(node.ledger.count()).isEqualTo(303);
        }
    }

    private void decide(String url, int count) {
        try (Opened node = open(url)) {
            decide(node, count);
        }
    }

    private void decide(Opened node, int count) {
        long before = node.ledger.count();
        for (int i = 0; i < count; i++) {
            node.answer(turns.account("b" + (before + i)));
        }
    }

    private static Opened open(String url) {
        return Opened.on(url, Opened.indexEvery(100), InstantSource.system());
    }

    /** A database with the same files; nobody may be connected. */
    private static String copyOf(String url) throws SQLException {
        String copy = PostgresServer.freshDatabase();
        administer("DROP DATABASE " + name(copy), "CREATE DATABASE " + name(copy) + " TEMPLATE " + name(url));
        return copy;
    }

    /** As an administrator does who restores: connections are cut, and another database has the name. */
    private static void setBack(String url, String old) throws SQLException {
        administer(
                "ALTER DATABASE " + name(url) + " ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name(url) + "'",
                "DROP DATABASE " + name(url) + " WITH (FORCE)",
                "ALTER DATABASE " + name(old) + " RENAME TO " + name(url));
    }

    private static void administer(String... statements) throws SQLException {
        String anywhere = PostgresServer.freshDatabase();
        try (Connection connection = DriverManager.getConnection(anywhere);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String name(String url) {
        return url.replaceAll(".*/([^/?]+)\\?.*", "$1");
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .start();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static void run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
