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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import in the middle of which the process is killed, and which is sent again: the book is the one without the kills. */
class ImportKillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 20_000;
    private static final int KILLS = 2;

    @TempDir
    Path killed;

    @TempDir
    Path whole;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void killedAndSentAgainTheBookIsTheSameAndNothingIsThereTwice() throws Exception {
        String table = table();
        for (int kill = 1; kill <= KILLS; kill++) {
            ServiceVictim service = ServiceVictim.start(killed);
            CompletableFuture<HttpResponse<String>> answer = bringIn(service, table);
            awaitRows(service, kill * ROWS / (KILLS + 2), answer);
            service.kill();
            assertThat(answer).failsWithin(java.time.Duration.ofSeconds(30));
        }
        List<String> book;
        try (ServiceVictim service = ServiceVictim.start(killed)) {
            JsonNode last = JSON.readTree(bringIn(service, table).get().body());
            assertThat(last.path("rows").asInt()).isEqualTo(ROWS);
            assertThat(last.path("unchanged").asInt()).as("rows before a kill").isPositive();
            assertThat(last.path("added").asInt() + last.path("unchanged").asInt())
                    .isEqualTo(ROWS);
            HttpResponse<String> export = export(service);
            assertThat(export.headers().firstValue("Book-Cursor")).contains(String.valueOf(ROWS));
            book = comparable(export.body());
        }
        try (ServiceVictim service = ServiceVictim.start(whole)) {
            bringIn(service, table).get();
            assertThat(book).hasSize(ROWS).isEqualTo(comparable(export(service).body()));
        }
        try (Opened one = Opened.in(killed);
                Opened other = Opened.in(whole)) {
            for (int i = 0; i < ROWS / 2; i++) {
                List<String> company = List.of("company:c" + i);
                assertThat(one.ledger.company(company).map(CompanyHolding::owner))
                        .isEqualTo(other.ledger.company(company).map(CompanyHolding::owner));
            }
        }
    }

    private static String table() {
        List<String> reps =
                new ArrayList<>(RandomAsks.POOLS.values().iterator().next().keySet());
        return IntStream.range(0, ROWS)
                .mapToObj(i ->
                        "crm,a" + i + ",c" + i / 2 + "," + reps.get(i * 7 % reps.size()) + ",202" + i % 6 + "-01-01\n")
                .collect(Collectors.joining("", "source,externalId,company,owner,since\n", ""));
    }

    private CompletableFuture<HttpResponse<String>> bringIn(ServiceVictim service, String table) {
        return client.sendAsync(
                HttpRequest.newBuilder(uri(service, "/api/book"))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(table))
                        .build(),
                BodyHandlers.ofString());
    }

    private void awaitRows(ServiceVictim service, int rows, CompletableFuture<?> answer) throws Exception {
        long added = 0;
        while (added < rows) {
            assertThat(answer).isNotDone();
            added = JSON.readTree(get(service, "/api/book/imports").body())
                    .path("imports")
                    .path(0)
                    .path("rows")
                    .asLong();
        }
    }

    private HttpResponse<String> export(ServiceVictim service) throws Exception {
        return get(service, "/api/book");
    }

    private HttpResponse<String> get(ServiceVictim service, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(service, path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(ServiceVictim service, String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    private static List<String> comparable(String book) {
        TreeMap<String, String> rows = new TreeMap<>();
        book.lines().map(ImportKillTest::read).forEach(row -> assertThat(rows.put(
                        row.path("externalId").asText(),
                        row.path("externalId") + " " + row.path("owner") + " " + row.path("since") + " "
                                + row.path("company")))
                .isNull());
        return List.copyOf(rows.values());
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
