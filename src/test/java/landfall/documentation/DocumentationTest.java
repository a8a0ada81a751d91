package landfall.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes every call of the documents, in their order, and compares the answers with those that they show. */
class DocumentationTest {

    private static final String SHOWN_ADDRESS = "http://localhost:8080";
    private static final Pattern SOURCES = Pattern.compile("```yaml\n(sources:\n.*?)```", Pattern.DOTALL);
    private static final int VERSION = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private String lastAssignment = "";
    private String lastVersion = "";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/calling.md",
                "docs/roster.md",
                "docs/publishing.md",
                "docs/book.md",
                "docs/impact.md",
                "docs/holds.md",
                "docs/handover.md",
                "docs/balance.md",
                "docs/webhooks.md",
                "docs/sources.md",
                "docs/realignment.md"
            })
    void everyCallGetsTheAnswerThatIsShown(String document) throws Exception {
        List<DocumentedCall> calls = DocumentedCall.of(Path.of(document));
        assertThat(calls).isNotEmpty();
        zip(Path.of("rules"), folder.resolve("draft.zip"));
        DropwizardTestSupport<LandfallConfiguration> service = new DropwizardTestSupport<>(
                LandfallApplication.class,
                settings(Path.of(document)),
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"),
                ConfigOverride.config("database.url", "jdbc:h2:file:" + folder.resolve("landfall")));
        service.before();
        try {
            SoftAssertions all = new SoftAssertions();
            for (DocumentedCall call : calls) {
                compare(document, call, "http://localhost:" + service.getLocalPort(), all);
            }
            all.assertAll();
        } finally {
            service.after();
        }
    }

    /** Of a document that shows sources, config.yml with those. */
    private String settings(Path document) throws IOException {
        Matcher sources = SOURCES.matcher(Files.readString(document));
        if (!sources.find()) {
            return "config.yml";
        }
        Path settings = folder.resolve("config.yml");
        Files.writeString(settings, Files.readString(Path.of("config.yml")) + "\n" + sources.group(1));
        return settings.toString();
    }

    private void compare(String document, DocumentedCall shown, String address, SoftAssertions all)
            throws IOException, InterruptedException {
        HttpResponse<String> response = call(shown.call(), address);
        String place = document + ":" + shown.line();
        all.assertThat(response.statusCode()).as(place).isEqualTo(shown.status());
        shown.headers()
                .forEach((name, value) -> all.assertThat(response.headers().firstValue(name))
                        .as(place + " " + name)
                        .contains(value));
        JsonNode answer = JSON.readTree(shown.ndjson() ? DocumentedCall.array(response.body()) : response.body());
        all.assertThat(Likeness.differences(JSON.readTree(shown.body()), answer))
                .as(place)
                .isEmpty();
        if (answer.path("version").asText().length() == VERSION) {
            lastVersion = answer.path("version").asText();
        }
        if (answer.has("assignmentId")) {
            lastAssignment = answer.get("assignmentId").textValue();
        }
    }

    private HttpResponse<String> call(Curl curl, String address) throws IOException, InterruptedException {
        assertThat(curl.url()).startsWith(SHOWN_ADDRESS);
        String url = curl.url()
                .replace(SHOWN_ADDRESS, address)
                .replace("$ID", lastAssignment)
                .replace("$VERSION", lastVersion);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(curl.method(), body(curl.body()));
        curl.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As curl takes it: what follows an @ names a file. */
    private HttpRequest.BodyPublisher body(String text) throws IOException {
        if (text.isEmpty()) {
            return HttpRequest.BodyPublishers.noBody();
        }
        return text.startsWith("@")
                ? HttpRequest.BodyPublishers.ofFile(folder.resolve(text.substring(1)))
                : HttpRequest.BodyPublishers.ofString(text);
    }

    /** All files of a folder, as the documents have them zipped. */
    private static void zip(Path from, Path to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to));
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(from.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }
}
