package landfall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the accounts of a rep who left, where nobody asked: Jens Brandt of the sample roster, whose last day is over. */
class HandoverByDefaultTest {

    @TempDir
    private Path folder;

    @Test
    void theyGoByTheRulesOnceWhereTheSettingsSaySo() throws Exception {
        try (LandfallService service = LandfallService.of(settings("rules"))) {
            Thread.sleep(3_000);
            assertThat(handovers(new Api(service.port())))
                    .as("of one who has no accounts")
                    .isEmpty();
        }
        try (LandfallService service = LandfallService.of(settings("stay"))) {
            Api api = new Api(service.port());
            JsonNode taken = api.postText(
                            "/api/book",
                            "text/csv",
                            """
                            source,externalId,country,postalCode,employees,owner,territory
                            crm,b1,DE,80331,900,brandt,dach-south
                            crm,b2,DE,20095,900,brandt,dach-north
                            """)
                    .json();
            assertThat(taken.path("added").asInt()).isEqualTo(2);
            assertThat(handovers(api)).isEmpty();
        }
        JsonNode first;
        try (LandfallService service = LandfallService.of(settings("rules"))) {
            Api api = new Api(service.port());
            first = done(api);
            assertThat(first.path("askedBy").asText()).isEqualTo("landfall");
            assertThat(first.path("reason").asText()).isEqualTo("his last day was 2026-06-30");
            assertThat(first.path("run").path("moved").asInt()).isEqualTo(2);
            assertThat(api.get("/api/book").text().lines())
                    .hasSize(2)
                    .noneMatch(row -> row.contains("\"owner\":\"brandt\""))
                    .allMatch(row -> row.contains("\"kind\":\"handed-over\""));
        }
        try (LandfallService service = LandfallService.of(settings("rules"))) {
            Thread.sleep(3_000);
            assertThat(done(new Api(service.port()))).isEqualTo(first);
        }
    }

    private static JsonNode done(Api api) throws InterruptedException {
        while (true) {
            List<JsonNode> handovers = handovers(api);
            if (!handovers.isEmpty() && handovers.get(0).path("state").asText().equals("done")) {
                assertThat(handovers).hasSize(1);
                return handovers.get(0);
            }
            Thread.sleep(50);
        }
    }

    private static List<JsonNode> handovers(Api api) {
        return List.copyOf(
                api.get("/api/handovers?rep=brandt").json().path("handovers").findParents("askedBy"));
    }

    private Path settings(String onLeaving) throws Exception {
        String settings = Files.readString(Path.of("config.yml"))
                .replace("jdbc:h2:file:./data/landfall", "jdbc:h2:file:" + folder.resolve("landfall"))
                .replaceAll("port: \\d+", "port: 0")
                .replace("onLeaving: stay", "onLeaving: " + onLeaving);
        return Files.writeString(folder.resolve(onLeaving + ".yml"), settings);
    }
}
