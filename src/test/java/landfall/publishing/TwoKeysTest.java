package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people have to agree, each with a key: what one publishes another one approves, whatever the call says it is. */
class TwoKeysTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "{\"reason\": \"it is time\"}";

    @TempDir
    private static Path folder;

    private static Running service;
    private static String admin;
    private static String ann;
    private static String bob;
    private static String editor;
    private static String machine;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        // The folder is active before two people have to agree on what follows.
        service.restartWith("approval.required", "true");
        admin = key("", "carol", "person", "admin");
        ann = key(admin, "ann", "person", "edit\", \"approve");
        bob = key(admin, "bob", "person", "approve");
        editor = key(admin, "eve", "person", "edit");
        machine = key(admin, "robot", "system", "edit\", \"admin");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String key(String by, String name, String kind, String roles) {
        String body = "{\"name\": \"%s\", \"kind\": \"%s\", \"roles\": [\"%s\"]}".formatted(name, kind, roles);
        String[] headers = by.isEmpty() ? new String[0] : new String[] {"X-Api-Key", by};
        return service.api().post("/api/keys", body, headers).json().path("key").asText();
    }

    @Test
    void anotherPersonApprovesAndEitherActivates() throws Exception {
        JsonNode published = publish("", "two keys", ann, 200);
        String version = "/api/rulesets/" + published.path("version").asText();
        assertThat(published.path("waiting").asBoolean()).isTrue();
        assertThat(code(version + "/activate", REASON, ann)).isEqualTo("not-approved");

        assertThat(code(version + "/approve", "{}", ann)).isEqualTo("own-work");
        assertThat(code(version + "/approve?by=bob", "{}", ann)).isEqualTo("own-work");
        assertThat(code(version + "/approve", "{}", machine)).isEqualTo("role-missing");
        assertThat(code(version + "/approve", "{}", admin)).isEqualTo("role-missing");
        assertThat(code(version + "/approve", "{}", editor)).isEqualTo("role-missing");
        assertThat(code(version + "/activate", REASON, admin)).isEqualTo("role-missing");
        assertThat(code(version + "/activate", REASON, editor)).isEqualTo("role-missing");

        JsonNode decided = post(version + "/approve", "application/json", "{}".getBytes(StandardCharsets.UTF_8), bob);
        assertThat(decided.at("/approvals/0/by").asText()).isEqualTo("bob");
        JsonNode activated =
                post(version + "/activate", "application/json", REASON.getBytes(StandardCharsets.UTF_8), ann);
        assertThat(activated.path("activated").asBoolean()).isTrue();
        JsonNode view =
                JSON.readTree(service.api().get(version, "X-Api-Key", bob).text());
        assertThat(view.path("by").asText()).isEqualTo("ann");
        assertThat(view.at("/active/0/by").asText()).isEqualTo("ann");
    }

    @Test
    void nobodySaysThatItIsAnothersWork() throws Exception {
        JsonNode refused = publish("?by=bob", "another name", ann, 400);
        assertThat(refused.at("/issues/0/place").asText()).isEqualTo("query by");
        assertThat(publish("?by=bob", "another name", machine, 400)
                        .at("/issues/0/place")
                        .asText())
                .isEqualTo("query by");
        assertThat(service.api()
                        .put("/api/reps/newcomer?by=bob", "{\"name\": \"New Comer\"}", "X-Api-Key", machine)
                        .json()
                        .at("/issues/0/place")
                        .asText())
                .isEqualTo("query by");
    }

    @Test
    void whoMayOnlyEditPublishesAndActivatesNothing() throws Exception {
        assertThat(publish("?activate=true", "edited", editor, 403).path("code").asText())
                .isEqualTo("role-missing");
        assertThat(publish("", "edited", editor, 200).path("waiting").asBoolean())
                .isTrue();
    }

    private JsonNode publish(String query, String comment, String key, int status) throws Exception {
        Map<String, String> files = service.files();
        files.compute("rotations.drl", (path, text) -> text + "\n// " + comment + "\n");
        HttpResponse<String> answer = send("/api/rulesets" + query, "application/zip", Running.zip(files), key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String code(String path, String body, String key) throws Exception {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8), key)
                .path("code")
                .asText();
    }

    private JsonNode post(String path, String type, byte[] body, String key) throws Exception {
        return JSON.readTree(send(path, type, body, key).body());
    }

    private HttpResponse<String> send(String path, String type, byte[] body, String key) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(service.address() + path))
                        .header("X-Api-Key", key)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
