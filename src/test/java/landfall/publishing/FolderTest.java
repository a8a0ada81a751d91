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
    void aWatchedFolderIsPublishedWhenItHasChangedAndRests() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        try (Running service = new Running(folder, Map.of("rules.watch", "true"))) {
            // The service sets up logging when it starts.
            ((Logger) LoggerFactory.getLogger(FolderWatch.class)).addAppender(log);
            String seed = service.ruleSetVersion();
            service.edit("rotations.drl", "// Whose turn", "// Watched: whose turn");
            await(() -> !service.ruleSetVersion().equals(seed));
            String watched = service.ruleSetVersion();
            JsonNode view = service.api().get("/api/rulesets/" + watched).json();
            assertThat(view.path("by").asText()).isEqualTo("folder");

            // What is refused changes nothing, and is told once.
            service.edit("rotations.drl", "// Watched", "rule \"Broken\" when\n// Watched");
            await(() -> log.list.stream()
                    .anyMatch(line -> line.getFormattedMessage().contains("is refused")));
            assertThat(service.ruleSetVersion()).isEqualTo(watched);
            Thread.sleep(FolderWatch.SETTLED.plusMillis(1_000).toMillis());
            assertThat(log.list.stream()
                            .filter(line -> line.getFormattedMessage().contains("is refused")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("rotations.drl:"));

            // Somebody goes back by API, and a restart doesn't undo that: nothing has changed in the folder since.
            service.edit("rotations.drl", "rule \"Broken\" when\n// Watched", "// Watched");
            service.api().post("/api/rulesets/" + seed + "/activate", "{\"reason\": \"too far\"}");
            service.restart();
            assertThat(service.ruleSetVersion()).isEqualTo(seed);
            // A change after that counts again, and a roster that comes with it.
            service.edit("roster/reps.csv", "Jens Brandt", "Jens Adler");
            service.edit("rotations.drl", "// Watched", "// Watched again");
            await(() -> !service.ruleSetVersion().equals(seed));
            assertThat(service.api().get("/api/reps/brandt").json().path("name").asText())
                    .isEqualTo("Jens Adler");
        } finally {
            ((Logger) LoggerFactory.getLogger(FolderWatch.class)).detachAppender(log);
        }
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
