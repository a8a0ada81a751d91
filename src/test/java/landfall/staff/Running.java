package landfall.staff;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;
import landfall.http.Api;

/** The whole service over HTTP with the sample rules in a folder of its own, which a test may edit; it can be restarted. */
public final class Running implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final Map<String, String> settings;
    // What is put into the properties of the whole process, and taken back, is told apart by this.
    private final String prefix = "running-" + NUMBER.incrementAndGet();
    private DropwizardTestSupport<LandfallConfiguration> service;
    private Api api;

    public Running(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /** @param settings of config.yml, by their path in it */
    public Running(Path folder, Map<String, String> settings) throws Exception {
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
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
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("database.url", "jdbc:h2:file:" + folder.resolve("landfall"));
        all.put("rules.folder", rules().toString());
        all.put("server.applicationConnectors[0].port", "0");
        all.put("server.adminConnectors[0].port", "0");
        service = new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                new FileConfigurationSourceProvider(),
                prefix,
                all.entrySet().stream()
                        .map(setting -> ConfigOverride.config(prefix, setting.getKey(), setting.getValue()))
                        .toArray(ConfigOverride[]::new));
        service.before();
        api = new Api(service.getLocalPort());
    }

    public void restart() throws Exception {
        service.after();
        start();
    }

    /** The same with this setting of config.yml from then on. */
    public void restartWith(String setting, String value) throws Exception {
        service.after();
        settings.put(setting, value);
        start();
    }

    /** The files of the folder but the roster's, by path. */
    public Map<String, String> files() throws IOException {
        return files(rules());
    }

    /** Those of a folder of rules. */
    public static Map<String, String> files(Path rules) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(rules)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = rules.relativize(file).toString();
                if (!path.startsWith("roster")
                        && !path.startsWith("samples")
                        && !path.endsWith(".xlsx")
                        && !path.endsWith(".md")) {
                    files.put(path, Files.readString(file));
                }
            }
        }
        return files;
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

    public String version() {
        return api.get("/api/roster").json().path("version").asText();
    }

    /** The version of the rules that decides. */
    public String ruleSetVersion() {
        return decide("version").path("ruleSetVersion").asText();
    }

    /** What would be decided about a German company; it records nothing. */
    public JsonNode decide(String id) {
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
