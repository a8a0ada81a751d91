package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import landfall.http.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service while its PostgreSQL stops at once, as in a crash, and comes back. */
class PostgresOutageTest {

    @TempDir
    private Path folder;

    @Test
    void answersThatItCannotAndGoesOnWhenTheDatabaseIsBack() throws Exception {
        EmbeddedPostgres server = server(0);
        int port = server.getPort();
        DropwizardTestSupport<LandfallConfiguration> service = service(server.getJdbcUrl("postgres", "postgres"));
        service.before();
        try {
            Api api = new Api(service.getLocalPort());
            String before = api.post("/api/assignments", account("kept"), "Idempotency-Key", "before")
                    .json()
                    .toString();

            stopAtOnce();
            Api.Answer refused = api.post("/api/assignments", account("new"), "Idempotency-Key", "during");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
            assertThat(api.get("/api/health/live").status()).isEqualTo(200);
            assertThat(api.get("/api/health/ready").status()).isEqualTo(503);

            // gives up its folder; there is nothing left to stop
            server.close();
            EmbeddedPostgres again = server(port);
            SharedServiceTest.awaitWithin(
                    Duration.ofSeconds(20),
                    () -> api.post("/api/assignments", account("new"), "Idempotency-Key", "during")
                                    .status()
                            == 200);
            SharedServiceTest.awaitWithin(
                    Duration.ofSeconds(10), () -> api.get("/api/health/ready").status() == 200);
            assertThat(api.post("/api/assignments", account("kept"), "Idempotency-Key", "before")
                            .json()
                            .toString())
                    .isEqualTo(before);
            assertThat(api.get("/api/assignments?account=outage-test/new")
                            .json()
                            .path("assignments"))
                    .hasSize(1);
            again.close();
        } finally {
            service.after();
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** PostgreSQL's immediate shutdown: nothing is written any more, and the next start recovers from the log. */
    private void stopAtOnce() throws Exception {
        String pid =
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip();
        assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor()).isZero();
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(process -> process.onExit().join());
    }

    private static DropwizardTestSupport<LandfallConfiguration> service(String url) {
        return new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                ConfigOverride.config("database.url", url),
                ConfigOverride.config("database.user", "postgres"),
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"));
    }

    private static String account(String id) {
        return "{\"source\": \"outage-test\", \"externalId\": \"" + id + "\", \"name\": \"Company " + id
                + "\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 5000}";
    }
}
