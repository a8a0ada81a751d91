package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import landfall.http.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of roster and rules after a restart, by who changed which. */
class RosterRestartTest {

    @TempDir
    Path folder;

    private Running service;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        service = new Running(folder);
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void isSeededFromTheFolderAndFollowsItUntilTheApiTakesOver() throws Exception {
        JsonNode roster = api.get("/api/roster").json();
        assertThat(roster.path("keptBy").asText()).isEqualTo("folder");
        assertThat(roster.path("by").asText()).isEqualTo("start");
        assertThat(roster.path("counts").path("reps").asInt()).isGreaterThan(50);
        assertThat(roster.path("counts").path("activeReps").asInt())
                .isLessThan(roster.path("counts").path("reps").asInt());
        String rules = service.ruleSetVersion();

        service.edit("roster/reps.csv", "Jens Brandt", "Jens A. Brandt");
        service.restart();
        api = service.api();
        assertThat(api.get("/api/reps/brandt").json().path("name").asText()).isEqualTo("Jens A. Brandt");
        assertThat(service.version()).isNotEqualTo(roster.path("version").asText());
        assertThat(service.ruleSetVersion()).isEqualTo(rules);
    }

    @Test
    void whatTheApiChangedOutlivesARestartAndTheFoldersRosterNoLongerCounts() throws Exception {
        JsonNode change = api.put("/api/reps/brandt?by=mai&message=married", "{\"name\": \"Jens Brandt-Adler\"}")
                .json();
        assertThat(change.path("published").asBoolean()).isTrue();
        assertThat(change.path("changes").toString())
                .isEqualTo("[{\"kind\":\"rep\",\"id\":\"brandt\",\"how\":\"changed\",\"fields\":[{\"field\":\"name\","
                        + "\"before\":\"Jens Brandt\",\"after\":\"Jens Brandt-Adler\"}]}]");
        String version = change.path("version").asText();
        String rules = service.ruleSetVersion();

        service.edit("roster/reps.csv", "Thomas Müller", "Nobody Anymore");
        service.restart();
        api = service.api();

        JsonNode roster = api.get("/api/roster").json();
        assertThat(roster.path("version").asText()).isEqualTo(version);
        assertThat(roster.path("keptBy").asText()).isEqualTo("api");
        assertThat(roster.path("by").asText()).isEqualTo("mai");
        assertThat(roster.path("message").asText()).isEqualTo("married");
        assertThat(api.get("/api/reps/brandt").json().path("name").asText()).isEqualTo("Jens Brandt-Adler");
        assertThat(api.get("/api/reps/mueller").json().path("name").asText()).isEqualTo("Thomas Müller");
        assertThat(service.ruleSetVersion()).isEqualTo(rules);
    }

    @Test
    void editedRulesArePublishedAgainstTheApisRoster() throws Exception {
        api.put("/api/reps/zoe", "{\"name\": \"Zoe Zander\", \"teams\": [\"dach\"], \"languages\": [\"de\"]}");
        String version = service.version();
        String rules = service.ruleSetVersion();

        // The folder's roster has no zoe, and is broken besides.
        service.edit("rotations.drl", "routing.roundRobin(team(\"dach\"));", "routing.inOrder(\"zoe\");");
        Files.writeString(service.rules().resolve("roster/reps.csv"), "broken\n");
        Files.delete(service.rules().resolve("cases/emea.yml"));
        Files.delete(service.rules().resolve("cases/everywhere.yml"));
        service.restart();
        api = service.api();

        assertThat(service.version()).isEqualTo(version);
        assertThat(service.ruleSetVersion()).isNotEqualTo(rules);
        assertThat(service.decide("zoe's").path("repId").asText()).isEqualTo("zoe");
    }

    @Test
    void rulesThatTheApisRosterCantServeAreRefusedAtStart() throws Exception {
        api.put("/api/reps/zoe", "{\"name\": \"Zoe Zander\"}");
        String rules = service.ruleSetVersion();

        service.edit("rotations.drl", "routing.roundRobin(team(\"dach\"));", "routing.inOrder(\"yann\");");
        Files.delete(service.rules().resolve("cases/emea.yml"));
        Files.delete(service.rules().resolve("cases/everywhere.yml"));
        service.edit("roster/reps.csv", "\nmueller,", "\nyann,Yann\nmueller,");
        service.restart();

        assertThat(service.ruleSetVersion()).isEqualTo(rules);
    }
}
