package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import landfall.http.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roster as it lives: changed by API, checked against the rules, and taken back. */
class RosterTest {

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String seed;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        seed = service.version();
    }

    @AfterEach
    void back() {
        assertThat(api.post("/api/roster/versions/" + seed + "/activate", "{}").status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aWholeRosterIsCheckedThenPublishedThenTakenBack() {
        String before = service.version();
        Map<String, String> files = service.roster();
        files.compute("territories.csv", (name, text) -> text + "moon,The Moon,world,territory,,pereira\n");
        byte[] zip = Running.zip(files);

        JsonNode tried = api.postZip("/api/roster?check=true", zip).json();
        assertThat(tried.path("published").asBoolean()).isFalse();
        assertThat(tried.path("changes").toString()).contains("\"moon\",\"how\":\"added\"");
        assertThat(service.version()).isEqualTo(before);

        JsonNode published =
                api.postZip("/api/roster?by=mai&message=to+the+moon", zip).json();
        assertThat(published.path("published").asBoolean()).isTrue();
        assertThat(service.version()).isEqualTo(tried.path("version").asText());
        assertThat(api.get("/api/territories/moon").json().path("parent").asText())
                .isEqualTo("world");
        JsonNode again = api.postZip("/api/roster", zip).json();
        assertThat(again.path("published").asBoolean()).isFalse();
        assertThat(again.path("changes")).isEmpty();

        JsonNode back = api.post("/api/roster/versions/" + before + "/activate?by=tom&message=too+far", "{}")
                .json();
        assertThat(back.path("changes").toString()).contains("\"moon\",\"how\":\"removed\"");
        assertThat(api.get("/api/territories/moon").status()).isEqualTo(404);
        assertThat(api.get("/api/roster").json().path("by").asText()).isEqualTo("tom");
        JsonNode versions = api.get("/api/roster/versions").json().path("versions");
        assertThat(versions.get(0).path("message").asText()).isEqualTo("to the moon");
        assertThat(versions.get(0).path("active").asBoolean()).isFalse();
        assertThat(versions.get(versions.size() - 1).path("version").asText()).isEqualTo(seed);
        assertThat(versions.get(versions.size() - 1).path("active").asBoolean()).isTrue();
        assertThat(api.post("/api/roster/versions/0000/activate", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void aRosterThatIsNoneIsRefused() {
        String before = service.version();
        int versions = versions();
        assertThat(code(api.postZip("/api/roster", new byte[0]))).isIn("empty-body", "malformed-archive");
        assertThat(code(api.postZip("/api/roster", "no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isEqualTo("malformed-archive");
        Map<String, String> files = service.roster();
        files.put("rule.drl", "rule");
        Api.Answer odd = api.postZip("/api/roster", Running.zip(files));
        assertThat(code(odd)).isEqualTo("malformed-archive");
        assertThat(odd.json().path("issues").findValuesAsText("place")).containsExactly("roster/rule.drl");
        files.put("../escape.csv", "id");
        Api.Answer outside = api.postZip("/api/roster", Running.zip(files));
        assertThat(code(outside)).isEqualTo("malformed-archive");
        assertThat(outside.json().path("issues").findValuesAsText("place")).containsExactly("../escape.csv");
        assertThat(code(api.postZip("/api/roster", Running.zip(Map.of("holidays.csv", "calendar,date\n")))))
                .isEqualTo("roster-refused");
        assertThat(code(api.postZip("/api/roster?check=maybe", Running.zip(service.roster()))))
                .isEqualTo("invalid-parameter");
        assertThat(service.version()).isEqualTo(before);
        assertThat(versions()).isEqualTo(versions);
    }

    @Test
    void aChangeThatLeavesARuleWithNobodyIsRefusedWithEachRule() {
        String before = service.version();
        Api.Answer refused = api.remove("/api/reps/sato");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("roster-refused");
        assertThat(refused.json().path("issues").toString())
                .contains("\"place\":\"rotations.drl:")
                .contains("rule \\\"Japan enterprise: by turns\\\": the roster has no rep \\\"sato\\\"")
                .contains("\"place\":\"roster/territories.csv:")
                .contains("unknown-rep");

        assertThat(issues(api.put("/api/teams/dach", "{\"members\": []}")))
                .contains("unknown-team")
                .contains("DACH: by turns");
        assertThat(issues(api.remove("/api/territories/dach-north"))).contains("unknown-territory");
        assertThat(issues(api.put("/api/reps/pereira", "{\"activeTo\": \"2026-01-31\"}")))
                .contains("fallback-inactive");
        assertThat(api.put("/api/reps/mehta", "{\"activeTo\": \"2026-01-31\"}").status())
                .isEqualTo(200);
        assertThat(api.put("/api/reps/schultz", "{\"activeTo\": \"2026-01-31\"}")
                        .status())
                .isEqualTo(200);
        assertThat(issues(api.put("/api/reps/okonkwo", "{\"activeTo\": \"2026-01-31\"}")))
                .contains("nobody-active")
                .contains("US healthcare: by turns");
        assertThat(api.get("/api/reps/okonkwo").json().has("activeTo")).isFalse();
        assertThat(service.version()).isNotEqualTo(before);
    }

    @Test
    void whoeverLeavesTakesNoMoreTurnsAndFailingCasesOnlyWarn() {
        // He is away besides, which no case knows of.
        String absence = api.post(
                        "/api/absences", "{\"rep\":\"mueller\",\"from\":\"2020-01-01\",\"to\":\"2099-12-31\"}")
                .json()
                .path("id")
                .asText();
        JsonNode change =
                api.put("/api/reps/mueller", "{\"activeTo\": \"2026-01-31\"}").json();
        assertThat(change.path("published").asBoolean()).isTrue();
        assertThat(change.path("warnings").findValuesAsText("code")).contains("case-failed", "inactive-rep");
        assertThat(change.path("warnings").toString()).contains("roster/reps.csv:");
        assertThat(api.delete("/api/absences/" + absence)).isEqualTo(204);
        for (int i = 0; i < 4; i++) {
            assertThat(service.decide("left-" + i).path("repId").asText()).isNotEqualTo("mueller");
        }
        // What was told once is not told again.
        assertThat(api.put("/api/reps/quinn", "{\"name\": \"Q\"}").json().path("warnings"))
                .isEmpty();
    }

    @Test
    void editsAtTheSameTimeAllLand() throws Exception {
        int versions = versions();
        List<String> reps = List.of("sato", "suzuki", "mori", "green", "hayashi", "vance", "quinn", "stein");
        ExecutorService callers = Executors.newFixedThreadPool(reps.size());
        try {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, reps.size())
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.put("/api/reps/" + reps.get(i), "{\"name\": \"Name " + i + "\"}")
                                    .status(),
                            callers))
                    .toList();
            assertThat(calls).extracting(CompletableFuture::join).containsOnly(200);
        } finally {
            callers.shutdownNow();
        }
        for (int i = 0; i < reps.size(); i++) {
            assertThat(api.get("/api/reps/" + reps.get(i)).json().path("name").asText())
                    .isEqualTo("Name " + i);
        }
        assertThat(versions()).isEqualTo(versions + reps.size());
    }

    @Test
    void absencesStayAsTheyAreWhateverRosterIsActive() {
        String rep = service.decide("before").path("repId").asText();
        JsonNode absence = api.post(
                        "/api/absences", "{\"rep\":\"" + rep + "\",\"from\":\"2020-01-01\",\"to\":\"2099-12-31\"}")
                .json();
        assertThat(service.decide("away").path("repId").asText()).isNotEqualTo(rep);
        api.put("/api/reps/quinn", "{\"name\": \"Q\"}");
        assertThat(service.decide("away").path("repId").asText()).isNotEqualTo(rep);
        assertThat(api.delete("/api/absences/" + absence.path("id").asText())).isEqualTo(204);
        assertThat(service.decide("before").path("repId").asText()).isEqualTo(rep);
    }

    @Test
    void aDecisionNamesTheRosterAndIsExplainedByItAfterwards() {
        JsonNode answer = api.post(
                        "/api/assignments",
                        "{\"source\":\"roster\",\"externalId\":\"explained\",\"country\":\"DE\",\"postalCode\":\"20095\"}")
                .json();
        String id = answer.path("assignmentId").asText();
        String before = service.version();
        api.put("/api/reps/quinn", "{\"name\": \"Q\"}");
        assertThat(api.get("/api/assignments/" + id)
                        .json()
                        .path("rosterVersion")
                        .asText())
                .isEqualTo(before)
                .isNotEqualTo(service.version());
        assertThat(api.get("/api/assignments/" + id + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .contains(answer.path("repId").asText());
    }

    private static int versions() {
        return api.get("/api/roster/versions").json().path("versions").size();
    }

    private static String code(Api.Answer answer) {
        return answer.json().path("code").asText();
    }

    private static String issues(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json().path("issues").toString();
    }
}
