package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handover by turns in the middle of which the process is killed: it goes on by itself, each account moves once, each turn is taken once. */
class HandoverKillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCOUNTS = 5_000;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Decisions that were there the last time. */
    private long counted;

    @Test
    void eachAccountMovesOnceWhateverHappens() throws Exception {
        String id;
        try (ServiceVictim service = ServiceVictim.start(folder)) {
            post(service, "/api/book", "text/csv", table());
            JsonNode looked = post(
                    service,
                    "/api/reps/gus/handover",
                    "application/json",
                    "{\"territory\":\"emea\",\"reason\":\"leaves\",\"by\":\"carol\"}");
            assertThat(looked.path("plan").path("moves").asInt()).isEqualTo(ACCOUNTS);
            id = looked.path("id").asText();
            post(service, "/api/handovers/" + id + "/run", "application/json", "{\"by\":\"carol\"}");
            killWhen(service, ACCOUNTS + ACCOUNTS / 4);
        }
        for (int kill = 1; kill < KILLS; kill++) {
            killWhen(ServiceVictim.start(folder), ACCOUNTS + ACCOUNTS / 2);
        }
        try (ServiceVictim service = ServiceVictim.start(folder)) {
            JsonNode handover = get(service, "/api/handovers/" + id);
            while (!handover.path("state").asText().equals("done")) {
                Thread.sleep(50);
                handover = get(service, "/api/handovers/" + id);
            }
            assertThat(handover.path("run").path("moved").asInt()).isEqualTo(ACCOUNTS);
            assertThat(count(service))
                    .as("one decision for each row and one for each move")
                    .isEqualTo(2 * ACCOUNTS);
            Map<String, Integer> owners = new HashMap<>();
            text(service, "/api/book").body().lines().forEach(row -> owners.merge(owner(row), 1, Integer::sum));
            assertThat(owners).containsOnlyKeys("amelie", "bo", "chiara");
            assertThat(owners.values()).allMatch(count -> Math.abs(count - ACCOUNTS / 3) <= 1);
            JsonNode fairness = get(service, "/api/audit/fairness?pool=emea");
            assertThat(fairness.path("fair").asBoolean()).isTrue();
            assertThat(fairness.path("pools").path(0).path("turns").asInt()).isEqualTo(ACCOUNTS);
        }
    }

    private void killWhen(ServiceVictim service, int decisions) throws Exception {
        while (count(service) < decisions) {
            Thread.sleep(10);
        }
        assertThat(count(service)).isLessThan(2 * ACCOUNTS);
        service.kill();
    }

    private static String table() {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> "crm,a" + i + ",US,gus\n")
                .collect(Collectors.joining("", "source,externalId,country,owner\n", ""));
    }

    private static String owner(String row) {
        try {
            return JSON.readTree(row).path("owner").asText();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(ServiceVictim service) throws Exception {
        counted = Long.parseLong(text(service, "/api/book?since=" + counted)
                .headers()
                .firstValue("Book-Cursor")
                .orElseThrow());
        return counted;
    }

    private JsonNode post(ServiceVictim service, String path, String type, String body) throws Exception {
        HttpResponse<String> response = client.send(
                request(service, path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private JsonNode get(ServiceVictim service, String path) throws Exception {
        return JSON.readTree(text(service, path).body());
    }

    private HttpResponse<String> text(ServiceVictim service, String path) throws Exception {
        return client.send(request(service, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServiceVictim service, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }
}
