package landfall;

import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import landfall.http.Api;
import org.jspecify.annotations.Nullable;

/** The whole service on one database, with the sample rules; and its command line. */
public final class LandfallService implements AutoCloseable {

    /** A prefix of its own, so that commands that run beside the service read their configuration as it is. */
    private static final String OVERRIDES = "running";

    private final DropwizardTestSupport<LandfallConfiguration> service;
    private final @Nullable Api api;

    public LandfallService(String url) throws Exception {
        service = new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                new FileConfigurationSourceProvider(),
                OVERRIDES,
                ConfigOverride.config(OVERRIDES, "database.url", url),
                ConfigOverride.config(OVERRIDES, "database.user", url.startsWith("jdbc:h2") ? "landfall" : "postgres"),
                ConfigOverride.config(OVERRIDES, "server.applicationConnectors[0].port", "0"),
                ConfigOverride.config(OVERRIDES, "server.adminConnectors[0].port", "0"));
        service.before();
        api = new Api(service.getLocalPort());
    }

    private LandfallService(DropwizardTestSupport<LandfallConfiguration> service) throws Exception {
        this.service = service;
        service.before();
        this.api = null;
    }

    /** With settings of its own, on whatever ports these name; {@link #api} is not there, for it may need a key. */
    public static LandfallService of(Path settings) throws Exception {
        return new LandfallService(new DropwizardTestSupport<>(
                LandfallApplication.class, settings.toString(), new FileConfigurationSourceProvider(), OVERRIDES));
    }

    public Api api() {
        return java.util.Objects.requireNonNull(api);
    }

    /** The status that the admin port answers to an empty call. */
    public int admin(String method, String path, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.getAdminPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("X-Api-Key", key);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    public int port() {
        return service.getLocalPort();
    }

    /** The text of what the admin port answers to an empty POST. */
    public HttpResponse<String> task(String pathAndQuery) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getAdminPort() + pathAndQuery))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** What a command did. */
    public record Ran(Optional<Throwable> thrown, String out, String err) {}

    /** Runs a command as {@code java -jar landfall.jar} does. */
    public static Ran command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        LandfallApplication application = new LandfallApplication(printed);
        Bootstrap<LandfallConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        Optional<Throwable> thrown =
                new Cli(new JarLocation(LandfallService.class), bootstrap, errors, errors).run(arguments);
        return new Ran(thrown, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        service.after();
    }
}
