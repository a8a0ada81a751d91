package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import landfall.cli.CheckCommand;
import landfall.cli.ExitStatus;
import landfall.http.Api;
import landfall.staff.Running;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cases of rules reach, and what the rules say of each other, as the service tells and keeps it. */
class FoundTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHADOWED =
            """

            rule "Never first" salience -5
            when Account( country == "US", region == "CO", employees >= 5000, industry == "software" )
            then routing.territory("us-west-enterprise"); end
            rule "Always before" salience 9000
            when Account( country == "US", region == "CO" )
            then routing.territory("us-mountain-enterprise"); end
            """;

    @TempDir
    private static Path folder;

    private static Running service;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aCheckTellsWhatCasesReachAndWhatRulesSayOfEachOther() throws Exception {
        JsonNode checked = api().postZip("/api/rulesets/check", Running.zip(shadowed("checked")))
                .json();

        JsonNode coverage = checked.at("/result/coverage");
        assertThat(coverage.path("rules").asInt()).isGreaterThan(20);
        assertThat(coverage.path("decided").asInt())
                .isEqualTo(coverage.path("rules").asInt()
                        - checked.at("/result/unreached").asInt());
        assertThat(coverage.path("rulesPercent").asInt())
                .isEqualTo(100
                        * coverage.path("decided").asInt()
                        / coverage.path("rules").asInt());
        assertThat(coverage.path("conditions").asInt()
                        - coverage.path("bothWays").asInt())
                .isPositive();
        assertThat(coverage.at("/oneSided/0/lacking").asText()).startsWith("never ");
        assertThat(coverage.at("/required/rules").asDouble(-1)).isZero();
        assertThat(coverage.path("reached").asBoolean()).isTrue();
        JsonNode analysis = checked.path("analysis");
        assertThat(analysis.at("/counts/shadowed-rule").asInt()).isPositive();
        assertThat(analysis.path("findings").findValuesAsText("rule")).contains("Never first");
        assertThat(analysis.path("notAnalysedCount").isInt()).isTrue();
        analysis.path("counts").properties().forEach(count -> assertThat(
                        analysis.path("findings").findValuesAsText("code").stream()
                                .filter(count.getKey()::equals))
                .hasSize(Math.min(5, count.getValue().asInt())));
    }

    @Test
    void aVersionKeepsWhatWasFoundOfItWhateverTheRosterBecomes() throws Exception {
        JsonNode published =
                api().postZip("/api/rulesets", Running.zip(shadowed("kept"))).json();
        String version = "/api/rulesets/" + published.path("version").asText();
        assertThat(published.at("/result/coverage/rules").asInt()).isPositive();
        JsonNode answer = api().get(version + "/analysis").json();
        assertThat(answer.at("/analysis/from").asText())
                .isEqualTo(api().get(version).json().path("publishedAt").asText());
        assertThat(answer.path("rosterVersion").asText()).isEqualTo(service.version());
        JsonNode shortly = api().get(version).json();
        assertThat(shortly.path("analysis").path("counts").path("shadowed-rule").asInt())
                .isPositive();

        assertThat(api().put("/api/reps/late", "{\"name\": \"Late Comer\"}").status())
                .isEqualTo(200);
        service.restart();
        assertThat(service.version()).isNotEqualTo(answer.path("rosterVersion").asText());
        assertThat(api().get(version + "/analysis").json()).isEqualTo(answer);
        JsonNode later = api().get(version).json();
        assertThat(later.path("result")).isEqualTo(shortly.path("result"));
        assertThat(later.path("analysis")).isEqualTo(shortly.path("analysis"));
        assertThat(api().get("/api/rulesets/0123456789/analysis").status()).isEqualTo(404);
    }

    @Test
    void theAnalysisIsThatOfTheCommandLine() throws Exception {
        Map<String, String> files = shadowed("both");
        String version = api().postZip("/api/rulesets", Running.zip(files))
                .json()
                .path("version")
                .asText();
        JsonNode told = JSON.readTree(
                api().get("/api/rulesets/" + version + "/analysis").text());

        Path rules = Files.createDirectories(folder.resolve("copy"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = rules.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Map<String, String> roster = rosterFiles();
        for (Map.Entry<String, String> file : roster.entrySet()) {
            Path path = rules.resolve("roster").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckCommand check = new CheckCommand(new ExitStatus(), new PrintStream(out, true, StandardCharsets.UTF_8));
        Subparser parser =
                ArgumentParsers.newFor("landfall").build().addSubparsers().addParser("check");
        check.configure(parser);
        check.run(null, parser.parseArgs(new String[] {rules.toString(), "--json"}));
        JsonNode printed = JSON.readTree(out.toByteArray()).path("analysis");

        assertThat(told.path("version").asText()).isEqualTo(version);
        assertThat(told.at("/analysis/findings")).isEqualTo(printed.path("findings"));
        assertThat(told.at("/analysis/notAnalysed")).isEqualTo(printed.path("notAnalysed"));
        assertThat(told.at("/analysis").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(
                        printed.properties().stream().map(Map.Entry::getKey).toList());
    }

    @Test
    void rulesWhoseCasesReachTooLittleAreRefused() throws Exception {
        service.restartWith("publishing.coverage.rules", "0.99");
        try {
            Map<String, String> files = shadowed("too few cases");
            JsonNode refused =
                    api().postZip("/api/rulesets", Running.zip(files)).json();
            assertThat(refused.path("status").asInt()).isEqualTo(422);
            assertThat(refused.path("code").asText()).isEqualTo("rules-refused");
            assertThat(refused.at("/issues/0/code").asText()).isEqualTo("coverage-too-low");
            assertThat(refused.at("/issues/0/message").asText())
                    .contains("the cases reach 0 of")
                    .contains("99 % are required");
            assertThat(refused.at("/issues/0/place").asText()).contains(".drl:");
            assertThat(refused.at("/issues/0/hint").asText()).startsWith("add cases for ");

            JsonNode checked =
                    api().postZip("/api/rulesets/check", Running.zip(files)).json();
            assertThat(checked.path("ok").asBoolean()).isFalse();
            assertThat(checked.at("/result/coverage/reached").asBoolean(true)).isFalse();
            assertThat(checked.at("/result/coverage/required/rules").asDouble()).isEqualTo(0.99);
            assertThat(checked.has("analysis")).isFalse();
        } finally {
            service.restartWith("publishing.coverage.rules", "0");
        }
    }

    private static Map<String, String> rosterFiles() throws Exception {
        Map<String, String> files = new java.util.TreeMap<>();
        try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(
                api().get("/api/roster/versions/" + service.version() + "/files", "Accept", "application/zip")
                        .body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(
                        entry.getName().substring(entry.getName().indexOf('/') + 1),
                        new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Api api() {
        return service.api();
    }

    private static Map<String, String> shadowed(String comment) throws Exception {
        Map<String, String> files = service.files();
        files.keySet().removeIf(path -> path.startsWith("cases/"));
        files.put("99-last.drl", "// " + comment + SHADOWED);
        return files;
    }
}
