package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many accounts are held, and the process is killed in the middle: what was answered is held, and sent again nothing is there twice. */
class HoldKillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCOUNTS = 6_000;
    private static final int ANSWERED = 1_500;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void whatWasAnsweredIsHeldAfterAKill() throws Exception {
        Set<String> answered;
        try (ServiceVictim service = ServiceVictim.start(folder)) {
            post(service, "/api/assignments/batch", rows("\"country\": \"DE\""), BodyHandlers.ofString());
            answered = holdUntilKilled(service);
        }
        assertThat(answered).hasSizeBetween(ANSWERED, ACCOUNTS - 1);
        try (ServiceVictim service = ServiceVictim.start(folder)) {
            Set<String> held = held(service);
            assertThat(held).containsAll(answered);
            String again = post(service, "/api/holds", holds(), BodyHandlers.ofString());
            assertThat(again.lines().map(HoldKillTest::read).filter(row -> row.has("until")))
                    .hasSize(ACCOUNTS);
            assertThat(held(service)).hasSize(ACCOUNTS);
            assertThat(get(service, "/api/book").headers().firstValue("Book-Cursor"))
                    .as("one decision for each account and one for each hold")
                    .contains(String.valueOf(2 * ACCOUNTS));
        }
    }

    /** The accounts whose hold was answered before the kill. */
    private Set<String> holdUntilKilled(ServiceVictim service) throws Exception {
        Set<String> answered = new HashSet<>();
        HttpResponse<java.io.InputStream> response = client.send(
                request(service, "/api/holds")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(holds()))
                        .build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answered.add(read(line).path("externalId").asText());
                if (answered.size() == ANSWERED) {
                    service.kill();
                }
            }
        } catch (IOException killed) {
            assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERED);
        }
        return answered;
    }

    private Set<String> held(ServiceVictim service) throws Exception {
        Set<String> held = new HashSet<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page = JSON.readTree(
                    get(service, "/api/holds?limit=200&after=" + after).body());
            page.path("holds")
                    .forEach(one -> assertThat(held.add(one.path("externalId").asText()))
                            .isTrue());
            after = page.path("next").asText();
        }
        return held;
    }

    private static String holds() {
        return rows("\"until\": \"2030-12-31\", \"reason\": \"renewal\", \"by\": \"carol\"");
    }

    private static String rows(String fields) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> "{\"source\": \"crm\", \"externalId\": \"a" + i + "\", " + fields + "}\n")
                .collect(Collectors.joining());
    }

    private String post(ServiceVictim service, String path, String rows, HttpResponse.BodyHandler<String> handler)
            throws Exception {
        HttpResponse<String> response = client.send(
                request(service, path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(rows))
                        .build(),
                handler);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> get(ServiceVictim service, String path) throws Exception {
        return client.send(request(service, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServiceVictim service, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
