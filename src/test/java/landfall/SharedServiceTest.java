package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import landfall.http.Api;
import landfall.ledger.PostgresServer;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service twice, started at the same time on one empty PostgreSQL: whichever is called, it is one service. */
class SharedServiceTest {
    private static final List<DropwizardTestSupport<LandfallConfiguration>> SERVICES = new ArrayList<>();
    private static Api one;
    private static Api other;

    @BeforeAll
    static void start() throws Exception {
        String url = PostgresServer.freshDatabase();
        SERVICES.add(service("one", url));
        SERVICES.add(service("other", url));
        SERVICES.parallelStream().forEach(SharedServiceTest::begin);
        one = new Api(SERVICES.get(0).getLocalPort());
        other = new Api(SERVICES.get(1).getLocalPort());
    }

    @AfterAll
    static void stop() {
        SERVICES.forEach(DropwizardTestSupport::after);
    }

    @Test
    void bothAreReady() {
        assertThat(one.get("/api/health/ready").status()).isEqualTo(200);
        assertThat(other.get("/api/health/ready").status()).isEqualTo(200);
    }

    @Test
    void anAccountHasOneOwnerWhicheverIsAsked() {
        String id = one.post("/api/assignments", account("shared"))
                .json()
                .path("assignmentId")
                .asText();
        assertThat(other.get("/api/assignments/" + id).status()).isEqualTo(200);
        assertThat(other.post("/api/assignments", account("shared"))
                        .json()
                        .path("kind")
                        .asText())
                .isEqualTo("kept");
    }

    @Test
    void aHoldCountsOnTheOtherNodeOnceItIsAnswered() {
        for (int i = 0; i < 20; i++) {
            Api holding = i % 2 == 0 ? one : other;
            Api asked = i % 2 == 0 ? other : one;
            String account = account("held-" + i);
            String owner =
                    asked.post("/api/assignments", account).json().path("repId").asText();
            String hold = "/api/accounts/shared-test/held-" + i + "/hold";
            assertThat(holding.put(hold, "{\"until\":\"2030-01-01\",\"reason\":\"talks\",\"by\":\"carol\"}")
                            .status())
                    .isEqualTo(200);
            JsonNode kept = asked.post("/api/assignments", account.replace("}", ",\"reassign\":true}"))
                    .json();
            assertThat(kept.path("repId").asText()).isEqualTo(owner);
            assertThat(kept.path("heldReason").asText()).isEqualTo("talks");
            assertThat(asked.get(hold).status()).isEqualTo(200);
            assertThat(asked.remove(hold + "?by=carol").status()).isEqualTo(200);
            assertThat(holding.post("/api/assignments", account.replace("}", ",\"employees\":" + (i + 2) + "}"))
                            .json()
                            .has("heldUntil"))
                    .isFalse();
        }
    }

    @Test
    void theSameKeyAtTheSameTimeGetsTheSameAnswer() {
        for (int i = 0; i < 20; i++) {
            String body = account("keyed-" + i);
            String key = "same-" + i;
            Set<String> answers = new HashSet<>();
            IntStream.range(0, 6)
                    .parallel()
                    .mapToObj(call -> (call % 2 == 0 ? one : other)
                            .post("/api/assignments", body, "Idempotency-Key", key)
                            .json()
                            .toString())
                    .forEach(answer -> {
                        synchronized (answers) {
                            answers.add(answer);
                        }
                    });
            assertThat(answers).hasSize(1);
        }
    }

    @Test
    void anAbsenceCountsOnBothWithinASecond() {
        String rep = one.post("/api/assignments/preview", account("away"))
                .json()
                .path("repId")
                .asText();
        one.post("/api/absences", "{\"rep\":\"" + rep + "\",\"from\":\"2020-01-01\",\"to\":\"2099-12-31\"}");
        awaitWithin(Duration.ofSeconds(2), () -> !other.post("/api/assignments/preview", account("away"))
                .json()
                .path("repId")
                .asText()
                .equals(rep));
    }

    @Test
    void eachSaysWhatEveryNodeDecidesBy() {
        // Whatever was activated before is so on both within a second.
        awaitWithin(Duration.ofSeconds(3), () -> {
            JsonNode active = other.get("/api/rulesets/active").json();
            return active.path("nodes").size() == 2
                    && Streams.stream(active.path("nodes"))
                            .allMatch(node -> node.path("version").equals(active.path("version"))
                                    && node.path("rosterVersion").equals(active.path("rosterVersion")));
        });
    }

    @Test
    void aRosterChangedOnOneIsTheRosterOfBoth() {
        one.put("/api/reps/newcomer", "{\"name\":\"New Comer\",\"teams\":[\"us-mountain\"]}");
        awaitWithin(Duration.ofSeconds(2), () -> other.get("/api/reps/newcomer").status() == 200);
    }

    @Test
    void changesOnBothAtTheSameTimeAllLand() {
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? one : other)
                        .put("/api/reps/both-" + i, "{\"name\":\"Rep " + i + "\",\"teams\":[\"us-mountain\"]}")
                        .status())
                .toList();
        assertThat(statuses).allMatch(status -> status == 200 || status == 201);
        awaitWithin(Duration.ofSeconds(2), () -> IntStream.range(0, 8)
                .allMatch(i -> one.get("/api/reps/both-" + i).status() == 200
                        && other.get("/api/reps/both-" + i).status() == 200));
    }

    @Test
    void rulesActivatedOnOneDecideOnBothAndWhatIsScheduledIsDoneOnce() {
        String first = ruleSetVersion(one);
        Map<String, String> files = files();
        files.put("shared.drl", "package landfall.rules;\n// nothing but a comment\n");
        String version = one.postZip("/api/rulesets", Running.zip(files))
                .json()
                .path("version")
                .asText();
        assertThat(other.get("/api/rulesets/" + version).status()).isEqualTo(200);
        assertThat(one.post("/api/rulesets/" + version + "/activate", "{\"reason\": \"both\"}")
                        .json()
                        .path("activated")
                        .asBoolean())
                .isTrue();
        awaitWithin(Duration.ofSeconds(10), () -> ruleSetVersion(other).equals(version));

        String at = Instant.now().plusMillis(500).toString();
        other.post("/api/rulesets/" + first + "/activate", "{\"reason\": \"back\", \"at\": \"" + at + "\"}");
        awaitWithin(
                Duration.ofSeconds(40),
                () -> ruleSetVersion(one).equals(first) && ruleSetVersion(other).equals(first));
        JsonNode view = one.get("/api/rulesets/" + first).json();
        assertThat(view.path("active")).hasSize(2);
        assertThat(view.at("/active/0/kind").asText()).isEqualTo("rollback");
        assertThat(other.get("/api/rulesets/schedule")
                        .json()
                        .at("/scheduled/0/status")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void changesOfRulesAndRosterOnBothAllLand() {
        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> {
                    Api api = i % 2 == 0 ? one : other;
                    if (i < 3) {
                        return api.put(
                                        "/api/reps/mixed-" + i,
                                        "{\"name\":\"Rep " + i + "\",\"teams\":[\"us-mountain\"]}")
                                .status();
                    }
                    Map<String, String> files = files();
                    files.put("mixed.drl", "package landfall.rules;\n// " + i + "\n");
                    return api.postZip("/api/rulesets?activate=true", Running.zip(files))
                            .status();
                })
                .toList();
        assertThat(statuses).containsOnly(200);
        awaitWithin(
                Duration.ofSeconds(10),
                () -> ruleSetVersion(one).equals(ruleSetVersion(other))
                        && IntStream.range(0, 3)
                                .allMatch(i -> one.get("/api/reps/mixed-" + i).status() == 200
                                        && other.get("/api/reps/mixed-" + i).status() == 200));
    }

    private static String ruleSetVersion(Api api) {
        return api.get("/api/rulesets/active").json().path("version").asText();
    }

    private static Map<String, String> files() {
        try {
            return Running.files(Path.of("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitWithin(Duration most, BooleanSupplier holds) {
        Instant end = Instant.now().plus(most);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void begin(DropwizardTestSupport<LandfallConfiguration> service) {
        try {
            service.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its settings have a prefix of their own: they are put into what the whole process shares, and taken back. */
    private static DropwizardTestSupport<LandfallConfiguration> service(String prefix, String url) {
        return new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                new FileConfigurationSourceProvider(),
                prefix,
                ConfigOverride.config(prefix, "database.url", url),
                ConfigOverride.config(prefix, "database.user", "postgres"),
                ConfigOverride.config(prefix, "server.applicationConnectors[0].port", "0"),
                ConfigOverride.config(prefix, "server.adminConnectors[0].port", "0"));
    }

    private static String account(String id) {
        return "{\"source\": \"shared-test\", \"externalId\": \"" + id + "\", \"name\": \"Company " + id
                + "\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 5000}";
    }
}
