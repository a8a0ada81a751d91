package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A realignment in the middle of whose run the process is killed again and again: each account is where the list says, each move
 * was made once, and the rotations stand as without the kills. And so is the way back. By rules, and where companies come to one
 * owner each.
 */
class RunKillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCOUNTS = 4_000;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(17);
    private ServiceVictim service;
    /** That the run brought to one owner each, and that have several again. */
    private long conflicts;

    @Test
    void embedded() throws Exception {
        goThrough(null, "rules", "realigned");
    }

    @Test
    void onPostgres() throws Exception {
        goThrough(PostgresServer.freshDatabase(), "rules", "realigned");
    }

    @Test
    void companiesEmbedded() throws Exception {
        goThrough(null, "conflicts", "united");
        assertThat(conflicts).isEqualTo(ACCOUNTS / 2);
    }

    @Test
    void companiesOnPostgres() throws Exception {
        goThrough(PostgresServer.freshDatabase(), "conflicts", "united");
        assertThat(conflicts).isEqualTo(ACCOUNTS / 2);
    }

    private void goThrough(@Nullable String url, String by, String kind) throws Exception {
        service = ServiceVictim.start(folder, "", url);
        post("/api/book", "text/csv", table(by.equals("conflicts")));
        String at = "/api/realignments/"
                + post("/api/realignments", "application/json", "{\"kind\": \"" + by + "\", \"reason\": \"split\"}")
                        .path("id")
                        .asText();
        JsonNode seen = get(at);
        while (seen.path("state").asText().equals("previewing")) {
            Thread.sleep(20);
            seen = get(at);
        }
        int moves = seen.at("/preview/moves").asInt();
        assertThat(moves).isGreaterThanOrEqualTo(ACCOUNTS / 2);
        Map<String, String> planned = planned(at);

        post(at + "/run", "application/json", "{}");
        killAndAwait(at, "/run", moves, url);
        JsonNode ran = get(at);
        assertThat(ran.at("/run/moved").asInt()).as(ran.toString()).isEqualTo(moves);
        assertThat(ran.at("/run/skipped").asInt()).isZero();
        assertThat(decisions()).isEqualTo(ACCOUNTS + moves);
        assertThat(book(kind)).isEqualTo(planned);
        long left = doubled();

        post(at + "/undo", "application/json", "{\"reason\": \"back\"}");
        killAndAwait(at, "/undo", moves, url);
        JsonNode undone = get(at);
        assertThat(undone.at("/undo/moved").asInt()).as(undone.toString()).isEqualTo(moves);
        assertThat(decisions()).isEqualTo(ACCOUNTS + 2L * moves);
        assertThat(book("moved-back")).hasSize(moves).allSatisfy((account, owner) -> assertThat(owner)
                .isEqualTo(owner(Integer.parseInt(account.substring(1)))));
        conflicts = doubled() - left;
        service.close();
    }

    /** At moments between its beginning and its end, counted in decisions. */
    private void killAndAwait(String at, String run, int moves, @Nullable String url) throws Exception {
        long from = decisions();
        for (int kill = 0; kill < KILLS; kill++) {
            long until = from + (long) kill * moves / (KILLS + 2) + random.nextInt(moves / (KILLS + 2));
            while (decisions() < until && get(at).at(run + "/endedAt").isMissingNode()) {
                Thread.sleep(1);
            }
            service.kill();
            service = ServiceVictim.start(folder, "", url);
        }
        while (get(at).at(run + "/endedAt").isMissingNode()) {
            Thread.sleep(50);
        }
    }

    private Map<String, String> planned(String at) throws Exception {
        Map<String, String> planned = new TreeMap<>();
        for (String line : text(at + "/moves.ndjson").lines().toList()) {
            JsonNode move = JSON.readTree(line);
            assertThat(planned.put(
                            move.path("externalId").asText(),
                            move.at("/to/repId").asText()))
                    .isNull();
        }
        return planned;
    }

    private Map<String, String> book(String kind) throws Exception {
        Map<String, String> owners = new TreeMap<>();
        for (String line : text("/api/book").lines().toList()) {
            JsonNode row = JSON.readTree(line);
            if (row.path("kind").asText().equals(kind)) {
                owners.put(row.path("externalId").asText(), row.path("owner").asText());
            }
        }
        return owners;
    }

    /** Companies that have several owners. */
    private long doubled() throws Exception {
        return text("/api/companies/conflicts").lines().count();
    }

    /** How many there are. */
    private long decisions() throws Exception {
        return Long.parseLong(
                client.send(HttpRequest.newBuilder(uri("/api/book?since=0")).build(), BodyHandlers.ofString())
                        .headers()
                        .firstValue("Book-Cursor")
                        .orElse("0"));
    }

    /**
     * Accounts of Germany with somebody who sells to Japan, so that most move, by turns.
     *
     * @param doubled whether two are of one company each, with two owners
     */
    private static String table(boolean doubled) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> "crm,a" + i + ",DE," + (doubled ? "c" + i / 2 + ".example.com," : ",") + owner(i) + "\n")
                .collect(Collectors.joining("", "source,externalId,country,domain,owner\n", ""));
    }

    private static String owner(int account) {
        var reps = RandomAsks.POOLS.get("apac").keySet().stream().sorted().toList();
        return reps.get(account % reps.size());
    }

    private JsonNode post(String path, String type, String body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    private String text(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }
}
