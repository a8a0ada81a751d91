package landfall.staff;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;
import landfall.http.Api;

/** The whole service over HTTP with the sample rules in a folder of its own, which a test may edit; it can be restarted. */
public final class Running implements AutoCloseable {

    private final Path folder;
    private DropwizardTestSupport<LandfallConfiguration> service;
    private Api api;

    public Running(Path folder) throws Exception {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.toList()) {
                Path copy = rules().resolve(Path.of("rules").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        start();
    }

    private void start() throws Exception {
        service = new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                ConfigOverride.config("database.url", () -> "jdbc:h2:file:" + folder.resolve("landfall")),
                ConfigOverride.config("rules.folder", () -> rules().toString()),
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"));
        service.before();
        api = new Api(service.getLocalPort());
    }

    public void restart() throws Exception {
        service.after();
        start();
    }

    public Api api() {
        return api;
    }

    public String address() {
        return "http://127.0.0.1:" + service.getLocalPort();
    }

    public Path rules() {
        return folder.resolve("rules");
    }

    /** Replaces a text in a file of the rules; it has to be there. */
    public void edit(String file, String text, String other) throws IOException {
        Path path = rules().resolve(file);
        String before = Files.readString(path);
        if (!before.contains(text)) {
            throw new AssertionError(file + " has no " + text);
        }
        Files.writeString(path, before.replace(text, other));
    }

    String version() {
        return api.get("/api/roster").json().path("version").asText();
    }

    /** The version of the rules that decides. */
    String ruleSetVersion() {
        return decide("version").path("ruleSetVersion").asText();
    }

    /** What would be decided about a German company; it records nothing. */
    JsonNode decide(String id) {
        return api.post(
                        "/api/assignments/preview",
                        "{\"source\":\"roster\",\"externalId\":\"" + id
                                + "\",\"country\":\"DE\",\"postalCode\":\"20095\",\"employees\":120}")
                .json();
    }

    /** The files of the folder's roster, by name. */
    Map<String, String> roster() {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("holidays.csv", "reps.csv", "territories.csv")) {
            try {
                files.put(name, Files.readString(rules().resolve("roster").resolve(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    public static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        service.after();
    }
}
