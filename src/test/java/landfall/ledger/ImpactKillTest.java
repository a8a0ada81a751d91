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
import java.util.Map;
import landfall.staff.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An impact whose process is killed: it is there, says how it stands, and another one can be asked for. */
class ImpactKillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/rulesets/impact";

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void anImpactOfAKilledNodeIsUnfinished() throws Exception {
        ServiceVictim killed = ServiceVictim.start(folder);
        JsonNode begun = begin(killed, 600_000);
        String path = PATH + "/" + begun.path("id").asText();
        assertThat(get(killed, path).path("state").asText()).isEqualTo("running");
        killed.kill();

        try (ServiceVictim service = ServiceVictim.start(folder)) {
            JsonNode unfinished = get(service, path);
            assertThat(unfinished.path("state").asText()).isEqualTo("unfinished");
            assertThat(unfinished.path("detail").asText())
                    .contains("its node ended")
                    .contains("ask for it anew");
            assertThat(unfinished.has("percent")).isFalse();
            assertThat(unfinished.has("result")).isFalse();
            assertThat(unfinished.path("begunAt")).isEqualTo(begun.path("begunAt"));
            assertThat(get(service, PATH).at("/impacts/0")).isEqualTo(unfinished);
            JsonNode moves = get(service, path + "/moves");
            assertThat(moves.path("code").asText()).isEqualTo("impact-not-done");
            assertThat(moves.path("detail").asText()).endsWith("is unfinished.");
            assertThat(ask(service, path, "DELETE", BodyPublishers.noBody())).isEqualTo(unfinished);

            String next = PATH + "/" + begin(service, 3).path("id").asText();
            JsonNode ended = get(service, next);
            while (ended.path("state").asText().equals("running")) {
                Thread.sleep(20);
                ended = get(service, next);
            }
            assertThat(ended.path("state").asText()).isEqualTo("done");
            assertThat(get(service, path)).isEqualTo(unfinished);
        }
    }

    private JsonNode begin(ServiceVictim service, int rows) throws Exception {
        Map<String, String> files = Running.files(folder.resolve("rules"));
        files.put("accounts.csv", "externalId,country\n" + "a,US\n".repeat(rows));
        JsonNode begun = ask(service, PATH, "POST", BodyPublishers.ofByteArray(Running.zip(files)));
        assertThat(begun.path("state").asText()).as(begun.toString()).isEqualTo("running");
        return begun;
    }

    private JsonNode get(ServiceVictim service, String path) throws Exception {
        return ask(service, path, "GET", BodyPublishers.noBody());
    }

    private JsonNode ask(ServiceVictim service, String path, String method, HttpRequest.BodyPublisher body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .method(method, body);
        if (method.equals("POST")) {
            request.header("Content-Type", "application/zip");
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }
}
