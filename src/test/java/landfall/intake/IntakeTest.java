package landfall.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was refused is kept, masked, and can be submitted again; and all that came adds up. */
class IntakeTest {

    @TempDir
    Path folder;

    private LandfallService service;
    private Api api;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void start() throws Exception {
        service = new LandfallService(url());
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String account(String id) {
        return "{\"source\": \"web\", \"externalId\": \"" + id + "\", \"name\": \"Company " + id
                + "\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 5000}";
    }

    private Api.Answer assign(String body, String... headers) {
        return api.post("/api/assignments", body, headers);
    }

    /** Once as many are kept as have to be. */
    private List<JsonNode> kept(String status, int count) throws InterruptedException {
        List<JsonNode> calls = new ArrayList<>();
        for (int i = 0; i < 200 && calls.size() < count; i++) {
            Thread.sleep(50);
            calls.clear();
            api.get("/api/intake?status=" + status).json().path("calls").forEach(calls::add);
        }
        assertThat(calls).hasSize(count);
        return calls;
    }

    private JsonNode totals() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return api.get("/api/audit/totals?from=" + today.minusDays(1) + "&to=" + today)
                .json();
    }

    @Test
    void aRefusedCallIsKeptWithoutWhatIsPersonal() throws Exception {
        assign("{\"source\": \"web\", \"name\": \"Acme\", \"person\": \"Jane Doe\", \"test\": \"perhaps\","
                + " \"email\": \"jane@acme.example\", \"note\": \"call +1 (555) 010-9999, or jane@acme.example\"}");

        JsonNode call = kept("refused", 1).get(0);

        assertThat(call.path("code").asText()).isEqualTo("invalid-value");
        assertThat(call.path("told").asText()).contains("/test: This must be true or false.");
        assertThat(call.path("caller").asText()).isEqualTo("anonymous");
        assertThat(call.path("whole").asBoolean()).isTrue();
        assertThat(call.path("body").asText())
                .contains("\"name\":\"Acme\"", "\"person\":\"***\"", "\"email\":\"***\"", "call ***, or ***")
                .doesNotContain("Jane", "jane", "555");
    }

    @Test
    void aMendedCallBecomesAnAssignmentOnce() throws Exception {
        assertThat(assign("{\"source\": \"web\", \"name\": \"Nobody\"}").status())
                .isEqualTo(400);
        String id = kept("refused", 1).get(0).path("id").asText();

        Api.Answer asItCame = api.post("/api/intake/" + id + "/submit", "");
        Api.Answer trial = api.post("/api/intake/" + id + "/submit", "{\"externalId\": \"m\", \"test\": true}");
        Api.Answer mended = api.post(
                "/api/intake/" + id + "/submit",
                "{\"externalId\": \"mended\", \"name\": \"Mended\", \"country\": \"US\", \"region\": \"CO\"}");
        JsonNode call = kept("submitted", 1).get(0);
        Api.Answer again = api.post("/api/intake/" + id + "/submit", "");

        assertThat(asItCame.json().path("code").asText()).isEqualTo("no-identity");
        assertThat(trial.json().path("issues").get(0).path("place").asText()).isEqualTo("/test");
        assertThat(mended.status()).isEqualTo(200);
        String assignment = mended.json().path("assignmentId").asText();
        assertThat(call.path("assignmentId").asText()).isEqualTo(assignment);
        assertThat(call.path("submittedBy").asText()).isEqualTo("anonymous");
        assertThat(again.json().path("code").asText()).isEqualTo("already-submitted");
        assertThat(again.json().path("detail").asText()).contains(assignment);
        kept("refused", 0);
    }

    @Test
    void aCallIsSubmittedAsItCame() throws Exception {
        assign(account("first"), "Idempotency-Key", "k1");
        assertThat(assign(account("second"), "Idempotency-Key", "k1").status()).isEqualTo(422);
        JsonNode call = kept("refused", 1).get(0);

        Api.Answer submitted = api.post("/api/intake/" + call.path("id").asText() + "/submit", "");

        assertThat(call.path("code").asText()).isEqualTo("key-reused");
        assertThat(call.path("source").asText()).isEqualTo("web");
        assertThat(submitted.status()).isEqualTo(200);
        String id = submitted.json().path("assignmentId").asText();
        JsonNode account = api.get("/api/assignments/" + id).json().path("account");
        assertThat(account.path("externalId").asText()).isEqualTo("second");
    }

    @Test
    void whatIsTooLargeIsKeptInPartAndNeedsAnotherBody() throws Exception {
        String large = "{\"source\": \"web\", \"name\": \"" + "x".repeat(RefusedCalls.LARGEST_BODY) + "\"}";
        assign(large);
        JsonNode call = kept("refused", 1).get(0);

        Api.Answer asItCame = api.post("/api/intake/" + call.path("id").asText() + "/submit", "");

        assertThat(call.path("whole").asBoolean()).isFalse();
        assertThat(call.path("body").asText()).endsWith("x…");
        assertThat(asItCame.json().path("detail").asText()).contains("too large to be kept");
    }

    @Test
    void allThatCameAddsUp() throws Exception {
        assign(account("a"), "Idempotency-Key", "k1");
        assign(account("a"), "Idempotency-Key", "k1");
        assign(account("a"), "Idempotency-Key", "k1");
        assign(account("a"));
        assign(account("b").replace("web", "mail"));
        assign("{");
        assign("{\"source\": \"mail\", \"name\": \"Nobody\"}");
        assign(account("trial").replace("}", ", \"test\": true}"));
        api.post("/api/assignments/preview", account("preview"));
        batch(account("c") + "\n{\n" + account("a") + "\n{\"source\": \"web\"}\n", "k");
        batch(account("c") + "\n", "k");

        JsonNode total = totals().path("total");

        assertThat(total.path("assigned").asInt()).isEqualTo(3);
        assertThat(total.path("kept").asInt()).isEqualTo(2);
        assertThat(total.path("repeated").asInt()).isEqualTo(3);
        assertThat(total.path("refused").asInt()).isEqualTo(3);
        assertThat(total.path("fallback").asInt()).isEqualTo(1);
        assertThat(total.path("queued").asInt()).isZero();
        assertThat(total.path("received").asInt()).isEqualTo(12);
        kept("refused", 3);
        List<String> sources = new ArrayList<>();
        totals().path("days")
                .forEach(row -> sources.add(row.path("source").asText() + " "
                        + row.path("counts").path("received").asInt()));
        assertThat(sources).containsExactlyInAnyOrder("anonymous 2", "mail 2", "web 8");
    }

    @Test
    void nothingIsLostWhenTheServiceStops() throws Exception {
        assign(account("a"), "Idempotency-Key", "k1");
        assign(account("a"), "Idempotency-Key", "k1");
        assign("{");
        stop();
        start();

        JsonNode total = totals().path("total");

        assertThat(total.path("repeated").asInt()).isEqualTo(1);
        assertThat(total.path("refused").asInt()).isEqualTo(1);
        assertThat(total.path("received").asInt()).isEqualTo(3);
        kept("refused", 1);
    }

    @Test
    void wrongParametersAreNamed() {
        assertThat(places("/api/audit/totals")).containsExactly("query from", "query to");
        assertThat(places("/api/audit/totals?from=2026-01-02&to=2026-01-01")).containsExactly("query to");
        assertThat(places("/api/audit/totals?from=2026-01-01&to=2027-01-02")).containsExactly("query to");
        assertThat(places("/api/intake?status=all&limit=201")).containsExactly("query status", "query limit");
        assertThat(api.post("/api/intake/none/submit", "").status()).isEqualTo(404);
    }

    private List<String> places(String path) {
        List<String> places = new ArrayList<>();
        api.get(path)
                .json()
                .path("issues")
                .forEach(issue -> places.add(issue.path("place").asText()));
        return places;
    }

    private void batch(String lines, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port() + "/api/assignments/batch"))
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
