package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an impact ends otherwise than well, and the calls of docs/impact.md. */
class ImpactJobTest {

    private static final String COLUMNS = "externalId,country,region,employees\n";

    @TempDir
    private Path folder;

    private Running service;

    @BeforeEach
    void start() throws Exception {
        service = new Running(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aFileThatCantBeReadFailsAndTheNextOneBegins() throws Exception {
        JsonNode failed = ended(begin("externalId,country,country\na,US,US\n"));
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).contains("the first row must name each column once");
        assertThat(failed.has("result")).isFalse();
        assertThat(service.api()
                        .get(path(failed) + "/moves")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("impact-not-done");
        JsonNode next = ended(begin(COLUMNS + "a,US,CO,9000\n\"b\"x,US,CO,9000\nc,US,CO,9000\n"));
        assertThat(next.path("state").asText()).isEqualTo("done");
        assertThat(next.at("/result/accounts").asInt()).isEqualTo(2);
        assertThat(next.at("/result/unreadRows/0/line").asInt()).isEqualTo(3);
    }

    @Test
    void aServiceThatStopsBreaksItOff() throws Exception {
        String id = begin(COLUMNS + "a,US,CO,9000\n".repeat(600_000));
        service.restart();
        JsonNode cancelled = service.api().get(ImpactResource.PATH + "/" + id).json();
        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("detail").asText()).isEqualTo("the service was stopped");
        assertThat(ended(begin(COLUMNS + "a,US,CO,9000\n")).path("state").asText())
                .isEqualTo("done");
    }

    @Test
    void oneThatIsCancelledSaysSo() throws Exception {
        String id = begin(COLUMNS + "a,US,CO,9000\n".repeat(600_000));
        assertThat(service.api().remove(ImpactResource.PATH + "/" + id).status())
                .isEqualTo(200);
        JsonNode cancelled = ended(id);
        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("detail").asText()).isEqualTo("it was cancelled");
        assertThat(service.api().remove(path(cancelled)).json().path("state").asText())
                .isEqualTo("cancelled");
    }

    /** The call that begins one, and each call of the table but those that change something. */
    @Test
    void theCallsOfTheDocumentWork() throws Exception {
        String document = Files.readString(Path.of("docs/impact.md"));
        MatchResult begin = find("'http://localhost:8080(/api/rulesets/impact[^']*)'", document);
        Api.Answer begun = service.api().postZip(begin.group(1), Running.zip(Running.files(service.rules())));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        JsonNode impact = ended(begun.json().path("id").asText());
        assertThat(impact.path("message").asText()).isEqualTo("Colorado goes west");
        int calls = 0;
        for (MatchResult call : Pattern.compile("(?m)^\\| `GET (/api/rulesets/impact[^`]*)`|`GET`, `POST (/[^`]*)`")
                .matcher(document)
                .results()
                .toList()) {
            String path = call.group(1) == null ? call.group(2) : call.group(1);
            String url = path.replace("{id}", impact.path("id").asText()).replace("after=", "after=0");
            assertThat(service.api().get(url).status()).as(url).isEqualTo(200);
            calls++;
        }
        assertThat(calls).isEqualTo(6);
        String comment = find("`(\\{\"text\": [^`]*\\})`", document).group(1);
        assertThat(service.api().post(path(impact) + "/comments", comment).status())
                .isEqualTo(201);
    }

    private static MatchResult find(String expression, String document) {
        return Pattern.compile(expression)
                .matcher(document)
                .results()
                .findFirst()
                .orElseThrow();
    }

    private static String path(JsonNode impact) {
        return ImpactResource.PATH + "/" + impact.path("id").asText();
    }

    private String begin(String accounts) throws Exception {
        Map<String, String> files = Running.files(service.rules());
        files.put("accounts.csv", accounts);
        Api.Answer begun = service.api().postZip(ImpactResource.PATH, Running.zip(files));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json().path("id").asText();
    }

    private JsonNode ended(String id) throws InterruptedException {
        JsonNode impact = service.api().get(ImpactResource.PATH + "/" + id).json();
        for (int i = 0; i < 3_000 && impact.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            impact = service.api().get(ImpactResource.PATH + "/" + id).json();
        }
        return impact;
    }
}
