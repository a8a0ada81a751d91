package landfall.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document's example of JSON logs: a service that has it writes lines that can be read, and nothing of whom it was about. */
class JsonLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path folder;

    @Test
    void everyLineIsJsonWithTheTraceOfItsCall() throws Exception {
        Path settings = folder.resolve("config.yml");
        Files.writeString(settings, example());
        PrintStream console = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, UTF_8));
        try {
            DropwizardTestSupport<LandfallConfiguration> service = new DropwizardTestSupport<>(
                    LandfallApplication.class,
                    settings.toString(),
                    ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                    ConfigOverride.config("server.adminConnectors[0].port", "0"),
                    ConfigOverride.config("database.url", "jdbc:h2:file:" + folder.resolve("landfall")));
            service.before();
            assertThat(post(service, "{\"externalId\": \"idhushed\", \"email\": \"hushed@example.com\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(post(service, "{\"email\": \"hushed@example.com\", \"reassign\": \"hushed\"}")
                            .status())
                    .isEqualTo(400);
            service.after(); // the log is written by then
        } finally {
            System.setOut(console);
        }

        String written = log.toString(UTF_8);
        List<JsonNode> lines = written.lines()
                .filter(line -> line.contains("\"timestamp\""))
                .map(JsonLogTest::read)
                .toList();
        List<JsonNode> calls = lines.stream()
                .filter(line -> "/api/assignments".equals(line.path("uri").asText()))
                .toList();
        assertThat(calls).hasSize(2);
        // Each is logged once it is answered, by a thread of its own.
        assertThat(calls).extracting(line -> line.path("status").intValue()).containsExactlyInAnyOrder(200, 400);
        assertThat(calls).allSatisfy(line -> {
            assertThat(line.at("/responseHeaders/Trace-Id").asText()).isEqualTo(TRACE);
            assertThat(line.at("/responseHeaders/X-Request-Id").asText()).isEqualTo("call-7");
            assertThat(line.has("node")).isTrue();
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains("invalid-value"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.at("/mdc/traceId").asText()).isEqualTo(TRACE);
                    assertThat(line.at("/mdc/requestId").asText()).isEqualTo("call-7");
                });
        assertThat(written).doesNotContain("hushed").doesNotContain("127.0.0.1\"");
    }

    private static RawHttp.Reply post(DropwizardTestSupport<LandfallConfiguration> service, String body) {
        return RawHttp.send(
                service.getLocalPort(),
                "POST /api/assignments?idempotencyKey=queryhushed" + body.length()
                        + " HTTP/1.1\nHost: localhost\nX-Request-Id: call-7\ntraceparent: 00-" + TRACE
                        + "-00f067aa0ba902b7-01\nUser-Agent: agenthushed\nContent-Type: application/json",
                body.getBytes(UTF_8));
    }

    /** With the connectors that the overrides name. */
    private static String example() throws IOException {
        Matcher block = Pattern.compile("```yaml\\n(logging:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/operating.md")));
        assertThat(block.find()).isTrue();
        String connector = ": [{type: http, bindHost: 127.0.0.1, port: 0}]\n";
        return block.group(1) + "  applicationConnectors" + connector + "  adminConnectors" + connector;
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
