package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activations that are put off. */
class ScheduleTest {

    @TempDir
    private Path folder;

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
    void whatIsDueWhileNothingRunsIsDoneAtTheNextStartAndOnce() throws Exception {
        String version = publish("later");
        JsonNode scheduled = schedule(version, Instant.now().plusSeconds(3));
        assertThat(scheduled.path("activated").asBoolean()).isFalse();
        String id = scheduled.at("/scheduled/id").asText();
        service.restart();
        api = service.api();
        await(() -> service.ruleSetVersion().equals(version));
        JsonNode done = listed(id);
        assertThat(done.path("status").asText()).isEqualTo("done");
        JsonNode view = api.get("/api/rulesets/" + version).json();
        assertThat(view.path("active")).hasSize(1);
        assertThat(view.at("/active/0/by").asText()).isEqualTo("tom");
        assertThat(view.at("/active/0/ticket").asText()).isEqualTo("CHG-9");
        assertThat(api.remove("/api/rulesets/schedule/" + id)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("not-pending");
    }

    @Test
    void whatIsCancelledIsNotDone() throws Exception {
        String version = publish("never");
        String id = schedule(version, Instant.now().plusSeconds(3600))
                .at("/scheduled/id")
                .asText();
        assertThat(listed(id).path("status").asText()).isEqualTo("pending");
        JsonNode cancelled = api.remove("/api/rulesets/schedule/" + id + "?by=mai&reason=not+yet")
                .json();
        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("detail").asText()).isEqualTo("not yet");
        assertThat(api.remove("/api/rulesets/schedule/" + id).status()).isEqualTo(409);
        assertThat(api.remove("/api/rulesets/schedule/none").status()).isEqualTo(404);
        assertThat(api.post(
                                "/api/rulesets/" + version + "/activate",
                                "{\"reason\": \"x\", \"at\": \"2020-01-01T00:00:00Z\"}")
                        .json()
                        .path("issues")
                        .findValuesAsText("place"))
                .containsExactly("/at");
        assertThat(api.post(
                                "/api/rulesets/" + version + "/activate",
                                "{\"reason\": \"x\", \"emergency\": true, \"at\": \"2120-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatCantBeDoneAtItsTimeSaysWhyAndTheActiveStays() throws Exception {
        api.put("/api/reps/zoe", "{\"name\": \"Zoe\", \"teams\": [\"dach\"]}");
        Map<String, String> files = service.files();
        files.compute(
                "rotations.drl",
                (path, text) -> text.replace("routing.roundRobin(team(\"dach\"));", "routing.inOrder(\"zoe\");"));
        files.keySet().removeIf(path -> path.startsWith("cases/"));
        String version = api.postZip("/api/rulesets", Running.zip(files))
                .json()
                .path("version")
                .asText();
        String before = service.ruleSetVersion();
        // She leaves: what names her doesn't fit any more.
        assertThat(api.remove("/api/reps/zoe").status()).isEqualTo(200);
        Api.Answer refused = api.post("/api/rulesets/" + version + "/activate", "{\"reason\": \"now\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("rules-misfit");
        assertThat(refused.json().path("issues").toString()).contains("zoe").contains("rotations.drl:");
        String id = schedule(version, Instant.now().plusMillis(500))
                .at("/scheduled/id")
                .asText();
        await(() -> listed(id).path("status").asText().equals("failed"));
        assertThat(listed(id).path("detail").asText())
                .contains("doesn't fit the roster")
                .contains("zoe");
        assertThat(service.ruleSetVersion()).isEqualTo(before);
    }

    private String publish(String comment) throws Exception {
        Map<String, String> files = service.files();
        files.compute("rotations.drl", (path, text) -> text + "\n// " + comment + "\n");
        return api.postZip("/api/rulesets", Running.zip(files))
                .json()
                .path("version")
                .asText();
    }

    private JsonNode schedule(String version, Instant at) {
        return api.post(
                        "/api/rulesets/" + version + "/activate?by=tom",
                        "{\"reason\": \"at its time\", \"ticket\": \"CHG-9\", \"at\": \"" + at + "\"}")
                .json();
    }

    private JsonNode listed(String id) {
        for (JsonNode each : api.get("/api/rulesets/schedule").json().path("scheduled")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError(id);
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
