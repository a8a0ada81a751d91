package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a trace to the decisions of its calls, and back. */
class TracingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static DropwizardTestSupport<LandfallConfiguration> service;

    @BeforeAll
    static void start() throws Exception {
        service = new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"),
                ConfigOverride.config("database.url", "jdbc:h2:file:" + folder.resolve("landfall")));
        service.before();
    }

    @AfterAll
    static void stop() {
        service.after();
    }

    @Test
    void theRecordNamesTheTraceOfItsCallAndIsFoundByIt() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Instant before = Instant.now().minusSeconds(1);
        post(
                "/api/assignments",
                "application/json",
                account("other"),
                "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-00");
        HttpResponse<String> answer =
                post("/api/assignments", "application/json", account("traced"), "00-" + trace + "-00f067aa0ba902b7-01");
        String id = JSON.readTree(answer.body()).get("assignmentId").textValue();

        assertThat(answer.headers().firstValue("Trace-Id")).contains(trace);
        assertThat(get("/api/assignments/" + id).get("traceId").textValue()).isEqualTo(trace);
        assertThat(ids(get("/api/assignments?trace=" + trace + "&from=" + before)))
                .containsExactly(id);
        assertThat(ids(get("/api/assignments?trace=" + trace + "&from="
                        + Instant.now().plusSeconds(60))))
                .isEmpty();
    }

    @Test
    void everyLineOfABatchIsOfTheBatchsTrace() throws Exception {
        String trace = "aaf92f3577b34da6a3ce929d0e0e4736";
        Instant before = Instant.now().minusSeconds(1);
        HttpResponse<String> answer = post(
                "/api/assignments/batch",
                "application/x-ndjson",
                account("b1") + "\n" + account("b2") + "\n",
                "00-" + trace + "-00f067aa0ba902b7-01");
        List<String> decided = answer.body()
                .lines()
                .map(TracingTest::read)
                .map(line -> line.get("assignmentId").textValue())
                .toList();

        assertThat(decided).hasSize(2);
        assertThat(ids(get("/api/assignments?trace=" + trace + "&from=" + before)))
                .isEqualTo(decided);
    }

    @Test
    void whatIsDoneByHandHasTheTraceOfWhoDidIt() throws Exception {
        HttpResponse<String> answer = post("/api/assignments", "application/json", account("closed"), null);
        String id = read(answer.body()).get("assignmentId").textValue();
        String first = answer.headers().firstValue("Trace-Id").orElseThrow();
        String trace = "bbf92f3577b34da6a3ce929d0e0e4736";
        HttpResponse<String> closed = post(
                "/api/assignments/" + id + "/close",
                "application/json",
                "{\"outcome\":\"won\",\"by\":\"mai\"}",
                "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(get("/api/assignments/" + id).get("traceId").textValue()).isEqualTo(first);
        String closing = read(closed.body()).get("assignmentId").textValue();
        assertThat(get("/api/assignments/" + closing).get("traceId").textValue())
                .isEqualTo(trace);
    }

    @Test
    void aSearchNeedsATraceIdAndAMoment() throws Exception {
        assertThat(get("/api/assignments?trace=4BF9&from=2026-11-24T04:10:22Z")
                        .at("/issues/0/place")
                        .textValue())
                .isEqualTo("query trace");
        assertThat(get("/api/assignments?trace=" + "a".repeat(32))
                        .at("/issues/0/place")
                        .textValue())
                .isEqualTo("query from");
    }

    private static String account(String externalId) {
        return "{\"source\":\"traces\",\"externalId\":\"" + externalId + "\",\"country\":\"DE\",\"employees\":120}";
    }

    private static List<String> ids(JsonNode page) {
        return page.get("assignments").findValuesAsText("id");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static JsonNode get(String path) throws Exception {
        return read(CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static HttpResponse<String> post(String path, String type, String body, String parent) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (parent != null) {
            request.header("traceparent", parent);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.getLocalPort() + path);
    }
}
