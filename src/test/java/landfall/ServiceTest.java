package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import landfall.assignment.BatchResource;
import landfall.http.Api;
import landfall.ruleset.IssueCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service over HTTP: the tree's config.yml and rules, a real database; every answer fits the description. */
class ServiceTest {

    @TempDir
    private static Path folder;

    private static DropwizardTestSupport<LandfallConfiguration> service;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        service = service();
        service.before();
        api = new Api(service.getLocalPort());
    }

    @AfterAll
    static void stop() {
        service.after();
    }

    @Test
    void everyIssueCodeHasItsHelpPage() throws Exception {
        JsonNode page = api.get("/api/help/unknown-field").json();
        assertThat(page.path("severity").asText()).isEqualTo("error");
        assertThat(page.path("printed").asText()).contains("rules.drl:3:14: error[unknown-field]");
        assertThat(page.path("mended").asText()).contains("industry ==");
        assertThat(api.get("/api/help").json()).hasSize(IssueCode.values().length);

        JsonNode problem = api.get("/api/help/unknown-feld").json();
        assertThat(problem.path("code").asText()).isEqualTo("not-found");
        assertThat(problem.path("detail").asText()).contains("did you mean \"unknown-field\"?");
    }

    @Test
    void aBatchLargerThanABodyMayBeIsAnsweredLineByLine() throws Exception {
        String lines = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        "{\"source\":\"batch\",\"externalId\":\"b" + i + "\",\"country\":\"DE\",\"employees\":120}")
                .collect(Collectors.joining("\n"));
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + service.getLocalPort() + BatchResource.PATH))
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(lines))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .hasSize(5_000)
                .allMatch(line -> line.startsWith("{\"assignmentId\":\"") && line.contains("\"status\":\"assigned\""));
    }

    @Test
    void peopleReassignAndCloseAndTheSlowerOneIsTold() {
        String id = api.post("/api/assignments", mountain("by hand"))
                .json()
                .path("assignmentId")
                .asText();
        String wish = "{\"rep\":\"sato\",\"by\":\"carol\",\"reason\":\"knows them\"}";
        JsonNode moved = api.post("/api/assignments/" + id + "/reassign", wish, "Idempotency-Key", "hand-1")
                .json();
        assertThat(moved.path("repId").asText()).isEqualTo("sato");
        assertThat(moved.path("kind").asText()).isEqualTo("reassigned");
        Api.Answer again = api.post("/api/assignments/" + id + "/reassign", wish, "Idempotency-Key", "hand-1");
        assertThat(again.json()).isEqualTo(moved);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(api.post("/api/assignments/" + id + "/reassign", wish).status())
                .isEqualTo(409);
        String second = moved.path("assignmentId").asText();
        assertThat(api.get("/api/assignments/" + second + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .contains("by carol: knows them");
        assertThat(api.post("/api/assignments/" + second + "/claim", "{\"rep\":\"sato\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("not-waiting");
        JsonNode closed = api.post("/api/assignments/" + second + "/close", "{\"outcome\":\"won\",\"by\":\"sato\"}")
                .json();
        assertThat(closed.path("kind").asText()).isEqualTo("closed");
        assertThat(closed.path("repId").asText()).isEqualTo("sato");
        assertThat(api.post("/api/assignments", mountain("by hand"))
                        .json()
                        .path("repId")
                        .asText())
                .isEqualTo("sato");
        JsonNode refused = api.post("/api/assignments/" + second + "/reassign", "{\"rep\":\"nobody\"}")
                .json();
        assertThat(refused.path("issues")).hasSize(3);
    }

    @Test
    void whatWaitsIsClaimedOnce() {
        JsonNode queued = api.post(
                        "/api/assignments",
                        "{\"source\":\"service-test\",\"externalId\":\"partner deal\",\"country\":\"US\",\"partner\":\"Globex\"}")
                .json();
        assertThat(queued.path("status").asText()).isEqualTo("queued");
        String path = "/api/assignments/" + queued.path("assignmentId").asText() + "/claim";
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> api.post(path, "{\"rep\":\"sato\"}").status())
                .sorted()
                .toList();
        assertThat(statuses).startsWith(200, 409).endsWith(409);
    }

    @Test
    void anAbsenceCountsFromTheNextDecisionOn() {
        String rep = api.post("/api/assignments/preview", mountain("absent"))
                .json()
                .path("repId")
                .asText();
        JsonNode away = api.post(
                        "/api/absences", "{\"rep\":\"" + rep + "\",\"from\":\"2020-01-01\",\"to\":\"2099-12-31\"}")
                .json();
        assertThat(away.path("to").asText()).startsWith("2100-01-01T00:00");
        JsonNode answer = api.post("/api/assignments", mountain("absent")).json();
        assertThat(answer.path("repId").asText()).isNotEqualTo(rep);
        String id = answer.path("assignmentId").asText();
        JsonNode explanation =
                api.get("/api/assignments/" + id + "/explanation").json();
        assertThat(explanation.path("notChosen").toString())
                .contains("\"rep\":\"" + rep + "\"")
                .contains("is away");
        assertThat(api.get("/api/assignments/" + id)
                        .json()
                        .path("absencesVersion")
                        .asText())
                .hasSize(64);
        assertThat(api.get("/api/absences?rep=" + rep).json().path("absences")).hasSize(1);
        assertThat(api.delete("/api/absences/" + away.path("id").asText())).isEqualTo(204);
        assertThat(api.delete("/api/absences/" + away.path("id").asText())).isEqualTo(404);
        assertThat(api.post("/api/assignments/preview", mountain("absent again"))
                        .json()
                        .path("repId")
                        .asText())
                .isEqualTo(rep);
        JsonNode refused = api.post("/api/absences", "{\"rep\":\"nobody\",\"from\":\"tomorrow\"}")
                .json();
        assertThat(refused.path("issues")).hasSize(3);
    }

    @Test
    void theFeedAndTheRotationsTellWhatHappened() {
        long before =
                api.get("/api/changes?after=0&limit=1").json().path("position").asLong();
        api.post("/api/assignments", mountain("followed"));
        JsonNode changes = api.get("/api/changes?limit=1000").json();
        assertThat(changes.path("changes").toString()).contains("\"externalId\":\"followed\"");
        assertThat(changes.path("position").asLong()).isGreaterThan(before);
        assertThat(changes.path("more").asBoolean()).isFalse();
        assertThat(api.get("/api/rotations").json().path("rotations").toString())
                .contains("us-mountain-enterprise")
                .contains("\"next\":");
        assertThat(api.get("/api/changes?after=-1&limit=0").json().path("issues"))
                .hasSize(2);
    }

    @Test
    void auditorsCheckEveryTurnOfAPoolAndATime() {
        api.post("/api/assignments", mountain("a turn to check"));
        JsonNode all = api.get("/api/audit/fairness").json();
        assertThat(all.path("fair").asBoolean()).isTrue();
        JsonNode pool = api.get("/api/audit/fairness?pool=us-mountain-enterprise&from=2020-01-01T00:00:00Z")
                .json()
                .path("pools");
        assertThat(pool).hasSize(1);
        assertThat(all.path("pools")).contains(pool.get(0));
        assertThat(pool.get(0).path("turns").asLong()).isPositive();
        assertThat(pool.get(0).path("faults")).isEmpty();
        long received = 0;
        BigDecimal owed = BigDecimal.ZERO;
        for (JsonNode member : pool.get(0).path("members")) {
            received += member.path("received").asLong();
            owed = owed.add(member.path("owed").decimalValue());
        }
        assertThat(received).isEqualTo(pool.get(0).path("turns").asLong());
        assertThat(owed).isEqualByComparingTo(BigDecimal.valueOf(received));

        assertThat(api.get("/api/audit/fairness?to=2020-01-01T00:00:00Z").json().path("pools"))
                .isEmpty();
        assertThat(api.get("/api/audit/fairness?pool=nobody-knows").status()).isEqualTo(404);
        Api.Answer refused = api.get("/api/audit/fairness?from=yesterday&to=24.12.2026&pool=%20");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("issues").findValuesAsText("place"))
                .containsExactly("query from", "query to", "query pool");
        assertThat(api.get("/api/audit/fairness?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .json()
                        .path("issues")
                        .findValuesAsText("place"))
                .containsExactly("query to");
    }

    @Test
    void assignsRecordsExplainsAndFinds() {
        JsonNode answer = api.post("/api/assignments", mountain("found")).json();
        assertThat(answer.path("status").asText()).isEqualTo("assigned");
        assertThat(answer.path("territory").asText()).isEqualTo("us-mountain-enterprise");

        String id = answer.path("assignmentId").asText();
        assertThat(api.get("/api/assignments/" + id).text()).contains(id).contains("us-mountain-enterprise");
        JsonNode explanation =
                api.get("/api/assignments/" + id + "/explanation").json();
        assertThat(explanation.toString()).contains("US Mountain enterprise");
        assertThat(api.get("/api/assignments?account=service-test/found").json().path("assignments"))
                .hasSize(1);
        assertThat(api.get("/api/assignments/01ARZ3NDEKTSV4RRFFQ69G5FAV").status())
                .isEqualTo(404);
        assertThat(api.get("/api/assignments?account=nobody").status()).isEqualTo(400);
    }

    @Test
    void answersOneEventOnceHoweverItsKeyComes() {
        Api.Answer first = api.post("/api/assignments", mountain("once"), "Idempotency-Key", "event-1");
        Api.Answer again = api.post("/api/assignments", mountain("once"), "Idempotency-Key", "event-1");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replay")).isEmpty();
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(api.post("/api/assignments?idempotencyKey=event-1", mountain("once"))
                        .body())
                .isEqualTo(first.body());
        assertThat(api.post("/api/assignments", mountain("once"), "webhook-id", "event-1")
                        .body())
                .isEqualTo(first.body());

        Api.Answer reused = api.post("/api/assignments", mountain("another"), "Idempotency-Key", "event-1");
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.json().path("code").asText()).isEqualTo("key-reused");
    }

    @Test
    void givesExactTurnsToManyConnectionsAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            List<CompletableFuture<JsonNode>> calls = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.post("/api/assignments", midwest("many-" + i))
                                    .json(),
                            callers))
                    .toList();
            List<JsonNode> answers = calls.stream().map(CompletableFuture::join).toList();

            assertThat(answers)
                    .extracting(each -> each.path("territory").asText())
                    .containsOnly("us-midwest-enterprise");
            Map<String, Long> turns = answers.stream()
                    .map(each -> each.path("repId").asText())
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            long least = 200 / turns.size();
            assertThat(turns).hasSizeGreaterThan(1);
            assertThat(turns.values()).allMatch(count -> count == least || count == least + 1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void previewsAndTestsRecordNothing() {
        assertThat(api.post("/api/assignments/preview", mountain("unseen"))
                        .json()
                        .path("territory")
                        .asText())
                .isEqualTo("us-mountain-enterprise");
        JsonNode test = api.post("/api/assignments", mountain("unseen").replace("{", "{\"test\": true, "))
                .json();

        assertThat(test.path("test").asBoolean()).isTrue();
        assertThat(test.has("assignmentId")).isFalse();
        assertThat(api.get("/api/assignments?account=service-test/unseen")
                        .json()
                        .path("assignments"))
                .isEmpty();
    }

    @Test
    void refusesWhatItCantRead() {
        assertThat(code(api.post("/api/assignments", ""))).isEqualTo("empty-body");
        assertThat(code(api.post("/api/assignments", "null"))).isIn("empty-body", "invalid-value");
        assertThat(code(api.post("/api/assignments", "{\"name\": }"))).isEqualTo("malformed-json");
        assertThat(code(api.post("/api/assignments", "{\"name\": \"a\", \"name\": \"b\"}")))
                .isEqualTo("duplicate-key");
        assertThat(code(api.post("/api/assignments", "[]"))).isEqualTo("invalid-value");
        assertThat(code(api.post("/api/assignments", "{}"))).isEqualTo("no-identity");
        assertThat(code(api.post("/api/assignments", "{\"country\": \"US\"}"))).isEqualTo("no-identity");
        assertThat(code(api.post("/api/assignments", "{\"a\":".repeat(60) + "1" + "}".repeat(60))))
                .isEqualTo("json-limit");
        assertThat(api.post("/api/assignments", "{\"externalId\": \"big\", \"tags\": [" + "1,".repeat(200_000) + "1]}")
                        .status())
                .isEqualTo(413);
        JsonNode faults = api.post("/api/assignments", "{\"externalId\": \"x\", \"test\": \"maybe\", \"match\": 7}")
                .json();
        assertThat(faults.path("issues").findValuesAsText("place")).contains("/test", "/match");
    }

    @Test
    void takesWhateverPeopleWrite() {
        for (String odd : List.of(
                "{\"externalId\": \"odd-1\", \"dealSize\": 1e400, \"country\": \"US\"}",
                "{\"externalId\": \"odd-2\", \"dealSize\": 1e999999999, \"country\": \"US\"}",
                "{\"externalId\": \"odd-3\", \"employees\": -1e-99999, \"country\": \"US\"}",
                "{\"externalId\": \"odd-4\", \"country\": [\"US\"], \"name\": {\"first\": \"x\"}}",
                "{\"externalId\": \"odd-5\", \"name\": \"\\u0000\\ud800\", \"country\": true}",
                "{\"externalId\": \"odd-6\", \"unknown field\": {\"a\": [1, 2, {\"b\": null}]}, \"country\": \"N/A\"}",
                "{\"externalId\": \"odd-7\", \"tags\": \"one\", \"email\": \"not an address\", \"phone\": 5}")) {
            assertThat(api.post("/api/assignments", odd).status()).as(odd).isEqualTo(200);
        }
    }

    @Test
    void everyOperationOfTheDescriptionIsServed() {
        JsonNode paths = api.contract().description().path("paths");
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            String address = path.getKey().replaceAll("\\{[^}]+}", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
            int status =
                    switch (method) {
                        case "get" -> api.get(address).status();
                        case "delete" -> api.delete(address);
                        case "put" -> api.put(address, "[]").status();
                        default -> api.post(address, "{}").status();
                    };
            assertThat(status).as(method + " " + address).isNotIn(405, 500);
        }));
        assertThat(paths.fieldNames())
                .toIterable()
                .contains("/api/assignments", "/api/assignments/{id}/explanation", "/api/health/ready");
    }

    @Test
    void keepsItsWordOverARestart() throws Exception {
        Api.Answer before = api.post("/api/assignments", mountain("kept"), "Idempotency-Key", "restart");
        stop();
        start();

        assertThat(api.get("/api/health/ready").status()).isEqualTo(200);
        assertThat(api.post("/api/assignments", mountain("kept"), "Idempotency-Key", "restart")
                        .body())
                .isEqualTo(before.body());
        assertThat(api.get("/api/assignments?account=service-test/kept").json().path("assignments"))
                .hasSize(1);
    }

    private static DropwizardTestSupport<LandfallConfiguration> service() {
        return new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                ConfigOverride.config("database.url", () -> "jdbc:h2:file:" + folder.resolve("landfall")),
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"));
    }

    private static String code(Api.Answer answer) {
        return answer.json().path("code").asText();
    }

    private static String mountain(String id) {
        return account(id, "CO");
    }

    private static String midwest(String id) {
        return account(id, "IL");
    }

    private static String account(String id, String region) {
        return "{\"source\": \"service-test\", \"externalId\": \"" + id + "\", \"name\": \"Company " + id
                + "\", \"country\": \"US\", \"region\": \"" + region + "\", \"employees\": 5000}";
    }
}
