package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.http.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Holds over HTTP, with the sample rules; on H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldServiceTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    @TempDir
    static Path folder;

    private LandfallService service;
    private Api api;

    /** Of a database that is empty. */
    String database() throws Exception {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService(database());
        api = service.api();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aHoldIsPutShownAndLifted() {
        String owner = assign("one", "a1").path("repId").asText();
        assertThat(api.get(path("one", "a1")).status()).isEqualTo(404);
        Answer put = api.put(path("one", "a1"), hold("2030-01-31"));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("until").asText()).isEqualTo("2030-02-01T00:00:00Z");
        assertThat(put.json().path("repId").asText()).isEqualTo(owner);
        assertThat(api.get(path("one", "a1")).json()).isEqualTo(put.json());
        assertThat(api.put(path("one", "a1"), hold("2030-01-31")).json()).isEqualTo(put.json());
        JsonNode kept = assign("one", "a1");
        assertThat(kept.path("heldUntil").asText()).isEqualTo("2030-02-01T00:00:00Z");
        JsonNode explained = api.get(
                        "/api/assignments/" + kept.path("assignmentId").asText() + "/explanation")
                .json();
        assertThat(explained.path("summary").asText())
                .endsWith("held until 2030-02-01T00:00:00Z by carol: contract talks.");
        Answer refused = api.post(
                "/api/assignments/" + kept.path("assignmentId").asText() + "/reassign",
                "{\"rep\":\"sato\",\"by\":\"tom\",\"reason\":\"wants it\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("held");
        Answer lifted = api.remove(path("one", "a1") + "?by=tom&reason=signed");
        assertThat(lifted.status()).isEqualTo(200);
        assertThat(lifted.json().has("until")).isFalse();
        assertThat(api.remove(path("one", "a1") + "?by=tom").status()).isEqualTo(404);
        assertThat(latest("one", "a1").path("kind").asText()).isEqualTo("released");
        assertThat(latest("one", "a1").path("act").path("reason").asText()).isEqualTo("signed");
    }

    @Test
    void everyFaultOfAHoldIsTold() {
        assign("fault", "a1");
        assertThat(places(api.put(path("fault", "a1"), "{\"until\":\"tomorrow\"}")))
                .containsExactly("/until", "/by", "/reason");
        assertThat(places(api.put(path("fault", "a1"), hold("2020-01-01")))).containsExactly("/until");
        assertThat(places(api.put(path("fault", "a1"), hold("2090-01-01")))).containsExactly("/until");
        assertThat(api.put(path("fault", "nobody"), hold("2030-01-01")).status())
                .isEqualTo(404);
        assertThat(places(api.remove(path("fault", "a1")))).containsExactly("query by");
    }

    /** Not held against the description, which knows no address with a slash within a part. */
    @Test
    void anIdWithSlashesIsAnAddressToo() throws Exception {
        assign("slash", "eu/de/7");
        HttpResponse<String> held = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + service.port() + path("slash", "eu/de/7")))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(hold("2030-01-01")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(read(held.body()).path("externalId").asText()).isEqualTo("eu/de/7");
    }

    @Test
    void manyAreHeldInOneCallEachWithItsAnswer() throws Exception {
        IntStream.range(0, 30).forEach(i -> assign("many", "m" + i));
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> "many,m" + i + ",2030-06-30,\"renewal, signed soon\",carol,ignored\n")
                .collect(Collectors.joining());
        Answer table = api.postText(
                "/api/holds",
                CSV,
                "source,externalId,until,reason,by,note\n" + rows + "many,nobody,2030-06-30,why,carol,\nmany,m1,,,,\n");
        List<String> answers = table.text().lines().toList();
        assertThat(answers).hasSize(33);
        assertThat(answers.get(0)).isEqualTo("source,externalId,repId,until,since,by,reason,assignmentId,error,detail");
        assertThat(answers.get(1)).startsWith("many,m0,").contains("2030-07-01T00:00:00Z");
        assertThat(answers.get(31)).contains("not-found");
        assertThat(answers.get(32)).contains("invalid-value");
        long decisions = count();
        List<JsonNode> again = lines(
                api.postText(
                        "/api/holds",
                        NDJSON,
                        """
                {"source": "many", "externalId": "m0", "until": "2030-06-30", "reason": "renewal, signed soon", "by": "carol"}
                {"source": "many", "externalId": "m1", "lift": true, "by": "carol"}
                {"source": "many", "externalId": "m1", "until": "2030-06-30T12:00:00Z", "reason": "again", "by": "carol"}
                [1]
                {"source": "many"
                """));
        assertThat(again).hasSize(5);
        assertThat(again.get(0).path("until").asText()).isEqualTo("2030-07-01T00:00:00Z");
        assertThat(again.get(1).has("until")).isFalse();
        assertThat(again.get(2).path("reason").asText()).isEqualTo("again");
        assertThat(again.get(3).path("code").asText()).isEqualTo("invalid-value");
        assertThat(again.get(4).path("code").asText()).isEqualTo("malformed-json");
        assertThat(count()).isEqualTo(decisions + 2);
        List<String> listed = new ArrayList<>();
        JsonNode page = api.get("/api/holds?limit=7").json();
        while (true) {
            page.path("holds").forEach(held -> {
                if (held.path("source").asText().equals("many")) {
                    listed.add(held.path("externalId").asText());
                }
            });
            if (!page.has("next")) {
                break;
            }
            page = api.get("/api/holds?limit=7&after=" + page.path("next").asLong())
                    .json();
        }
        assertThat(listed).hasSize(30).doesNotHaveDuplicates();
        assertThat(listed.get(29)).isEqualTo("m1");
        assertThat(api.get("/api/holds?limit=0").status()).isEqualTo(400);
    }

    @Test
    void theBookBringsHoldsInAndGivesThemOut() {
        String head = "source,externalId,country,region,owner,heldUntil,heldReason\n";
        assertThat(counts(bring(head + "book,b1,US,CA,alvarez,2030-03-31,renewal\nbook,b2,US,CA,nguyen,soon,x\n")))
                .isEqualTo("2 0 0 0");
        JsonNode row = exported("book", "b1");
        assertThat(row.path("heldUntil").asText()).isEqualTo("2030-04-01T00:00:00Z");
        assertThat(row.path("heldReason").asText()).isEqualTo("renewal");
        assertThat(exported("book", "b2").has("heldUntil")).isFalse();
        assertThat(assign("book", "b1").path("heldReason").asText()).isEqualTo("renewal");
        JsonNode moves = bring(head + "book,b1,US,CA,nguyen,,\n");
        assertThat(counts(moves)).isEqualTo("0 0 0 1");
        assertThat(moves.path("issues").path(0).path("code").asText()).isEqualTo("held");
        assertThat(counts(bring(head + "book,b1,US,CA,alvarez,2030-04-01T00:00:00Z,renewal\n")))
                .isEqualTo("0 0 1 0");
        assertThat(counts(bring(head + "book,b1,US,CA,alvarez,2030-05-31,\n"))).isEqualTo("0 1 0 0");
        assertThat(exported("book", "b1").path("heldUntil").asText()).isEqualTo("2030-06-01T00:00:00Z");
        assertThat(exported("book", "b1").path("heldReason").asText()).isEqualTo("renewal");
    }

    private JsonNode assign(String source, String externalId) {
        return api.post(
                        "/api/assignments",
                        "{\"source\":\"%s\",\"externalId\":\"%s\",\"country\":\"US\",\"region\":\"CA\"}"
                                .formatted(source, externalId))
                .json();
    }

    private static String path(String source, String externalId) {
        return "/api/accounts/" + source + "/" + externalId + "/hold";
    }

    private static String hold(String until) {
        return "{\"until\":\"%s\",\"reason\":\"contract talks\",\"by\":\"carol\"}".formatted(until);
    }

    private JsonNode latest(String source, String externalId) {
        return api.get("/api/assignments?account=" + source + "/" + externalId)
                .json()
                .path("assignments")
                .path(0);
    }

    private long count() {
        return Long.parseLong(api.get("/api/book").header("Book-Cursor"));
    }

    private JsonNode bring(String table) {
        Answer answer = api.postText("/api/book", CSV, table);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static String counts(JsonNode answer) {
        return answer.path("added") + " " + answer.path("changed") + " " + answer.path("unchanged") + " "
                + answer.path("refused");
    }

    private JsonNode exported(String source, String externalId) {
        return lines(api.get("/api/book")).stream()
                .filter(row -> row.path("source").asText().equals(source)
                        && row.path("externalId").asText().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> lines(Answer answer) {
        return answer.text().lines().map(HoldServiceTest::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (java.io.IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static List<String> places(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return StreamSupport.stream(answer.json().path("issues").spliterator(), false)
                .map(issue -> issue.path("place").asText())
                .toList();
    }
}
