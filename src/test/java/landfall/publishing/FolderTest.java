package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import landfall.http.Api;
import landfall.ruleset.FolderWatch;
import landfall.staff.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The folder of rules beside rules that come by API. */
class FolderTest {

    @TempDir
    private Path folder;

    @Test
    void onceRulesCameByApiTheFolderDoesntCount() throws Exception {
        try (Running service = new Running(folder)) {
            String seed = service.ruleSetVersion();
            Map<String, String> files = service.files();
            files.compute("rotations.drl", (path, text) -> text + "\n// by API\n");
            String version = publish(service.api(), files);
            service.edit("rotations.drl", "// Whose turn", "// In the folder: whose turn");
            service.restart();
            assertThat(service.ruleSetVersion()).isEqualTo(version).isNotEqualTo(seed);
        }
    }

    @Test
    void aWatchedFolderIsPublishedWhenItHasChanged() throws Exception {
        try (Running service = new Running(folder, Map.of("rules.watch", "true"))) {
            String seed = service.ruleSetVersion();
            service.edit("rotations.drl", "// Whose turn", "// Watched: whose turn");
            await(() -> !service.ruleSetVersion().equals(seed));
            JsonNode view = service.api()
                    .get("/api/rulesets/" + service.ruleSetVersion())
                    .json();
            assertThat(view.path("by").asText()).isEqualTo("folder");

            // Somebody goes back by API, and a restart doesn't undo that: nothing has changed in the folder since.
            service.api().post("/api/rulesets/" + seed + "/activate", "{\"reason\": \"too far\"}");
            service.restart();
            assertThat(service.ruleSetVersion()).isEqualTo(seed);
            // A change after that counts again, and a roster that comes with it.
            service.edit("roster/reps.csv", "Jens Brandt", "Jens Adler");
            service.edit("rotations.drl", "// Watched", "// Watched again");
            await(() -> !service.ruleSetVersion().equals(seed));
            await(() -> service.api()
                    .get("/api/reps/brandt")
                    .json()
                    .path("name")
                    .asText()
                    .equals("Jens Adler"));
        }
    }

    @Test
    void aWatchedFolderThatIsRefusedIsToldOnceAndChangesNothing() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger watch = (Logger) LoggerFactory.getLogger(FolderWatch.class);
        try (Running service = new Running(folder, Map.of("rules.watch", "true"))) {
            // The service sets up logging when it starts.
            watch.addAppender(log);
            String seed = service.ruleSetVersion();
            service.edit("rotations.drl", "// Whose turn", "rule \"Broken\" when\n// Whose turn");
            await(() -> refused(log) > 0);
            Thread.sleep(FolderWatch.SETTLED.plusMillis(1_000).toMillis());
            assertThat(refused(log)).isEqualTo(1);
            assertThat(log.list.toString()).contains("rotations.drl:");
            assertThat(service.ruleSetVersion()).isEqualTo(seed);
        } finally {
            watch.detachAppender(log);
        }
    }

    private static long refused(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getFormattedMessage().contains("is refused"))
                .count();
    }

    @Test
    void aFolderThatIsBeingWrittenIsNotPublishedByHalves() throws Exception {
        try (Running service = new Running(folder, Map.of("rules.watch", "true"))) {
            int versions = versions(service);
            String text = Files.readString(service.rules().resolve("rotations.drl"));
            Instant end = Instant.now().plus(FolderWatch.SETTLED.multipliedBy(3));
            for (int i = 0; Instant.now().isBefore(end); i++) {
                Files.writeString(service.rules().resolve("rotations.drl"), text + "\n// " + i + "\n");
                Thread.sleep(100);
            }
            assertThat(versions(service)).isEqualTo(versions);
            await(() -> versions(service) == versions + 1);
        }
    }

    private static int versions(Running service) {
        return service.api().get("/api/rulesets").json().path("versions").size();
    }

    private static String publish(Api api, Map<String, String> files) {
        JsonNode answer =
                api.postZip("/api/rulesets?activate=true", Running.zip(files)).json();
        assertThat(answer.path("active").asBoolean()).isTrue();
        return answer.path("version").asText();
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
