package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changed what: differences between versions, and the version since which a rule says what it says. */
class HistoryTest {

    private static final String MORE =
            """

            rule "Moon" salience 7 when Account( country == "BV" ) then routing.territory("dach-enterprise"); end
            """;

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String seed;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        seed = service.ruleSetVersion();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aRuleKeepsItsBlameWhileItSaysTheSame() throws Exception {
        Map<String, String> files = service.files();
        files.compute("55-europe.drl", (path, text) -> text + MORE);
        String added = publish("mai", files);
        // It moves to another file, another rule gets a comment, and a third one says something else.
        files.compute(
                "55-europe.drl",
                (path, text) ->
                        "// moved\n" + text.replace(MORE, "").replace("employees >= 1000", "employees >= 1001"));
        files.compute("60-japan.drl", (path, text) -> text + MORE);
        String changed = publish("tom", files);

        assertThat(blame(changed, "Moon").path("by").asText()).isEqualTo("mai");
        assertThat(blame(changed, "Moon").path("version").asText()).isEqualTo(added);
        assertThat(blame(changed, "Moon").path("place").asText()).startsWith("60-japan.drl:");
        assertThat(blame(changed, "DACH enterprise").path("by").asText()).isEqualTo("tom");
        assertThat(blame(changed, "DACH: by turns").path("version").asText()).isEqualTo(seed);
        assertThat(blame(added, "DACH enterprise").path("version").asText()).isEqualTo(seed);

        JsonNode diff =
                api.get("/api/rulesets/" + added + "/diff?to=" + changed).json();
        assertThat(diff.path("files").toString())
                .isEqualTo(
                        "[{\"path\":\"55-europe.drl\",\"how\":\"changed\"},{\"path\":\"60-japan.drl\",\"how\":\"changed\"}]");
        assertThat(diff.path("ruleCount").asInt()).isEqualTo(1);
        assertThat(diff.at("/rules/0/rule").asText()).isEqualTo("DACH enterprise");
        assertThat(diff.at("/rules/0/before").asText()).contains("employees >= 1000");
        assertThat(diff.at("/rules/0/after").asText()).contains("employees >= 1001");
        JsonNode back = api.get("/api/rulesets/" + changed + "/diff?to=" + seed).json();
        assertThat(back.path("rules").toString()).contains("\"rule\":\"Moon\",\"how\":\"removed\"");
        assertThat(api.get("/api/rulesets/" + seed + "/diff").json().path("to").asText())
                .isEqualTo(changed);
        assertThat(api.get("/api/rulesets/" + seed + "/diff?to=00000000").status())
                .isEqualTo(404);
        JsonNode listed = api.get("/api/rulesets?limit=1").json();
        assertThat(listed.path("versions")).hasSize(1);
        assertThat(api.get("/api/rulesets?limit=9&before=" + listed.path("next").asText())
                        .json()
                        .path("versions")
                        .size())
                .isEqualTo(2);
        assertThat(api.get("/api/rulesets?limit=0").status()).isEqualTo(400);
    }

    private static String publish(String by, Map<String, String> files) {
        JsonNode answer = api.postZip("/api/rulesets?activate=true&by=" + by, Running.zip(files))
                .json();
        assertThat(answer.path("active").asBoolean()).as(answer.toString()).isTrue();
        return answer.path("version").asText();
    }

    private static JsonNode blame(String version, String rule) {
        for (JsonNode each :
                api.get("/api/rulesets/" + version + "/blame").json().path("rules")) {
            if (each.path("rule").asText().equals(rule)) {
                return each;
            }
        }
        throw new AssertionError(rule);
    }
}
