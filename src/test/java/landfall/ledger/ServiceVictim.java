package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole service in a process of its own, asked over HTTP. */
final class ServiceVictim implements Victim {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern TURN = Pattern.compile("turn (\\d+) of .*");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Whose accounts take turns of a pool. */
    private static final Map<String, String> COUNTRIES = Map.of("emea", "DE", "apac", "JP", "americas", "US");

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI calls;
    private final int port;

    private ServiceVictim(Process process, int port) {
        this.process = process;
        this.port = port;
        this.calls = URI.create("http://127.0.0.1:" + port + "/api/assignments");
    }

    /** Starts it on the folder's database, and waits until it is ready. */
    static ServiceVictim start(Path folder) {
        return start(folder, "");
    }

    /** @param server a further line of its settings under {@code server} */
    static ServiceVictim start(Path folder, String server) {
        return start(folder, server, null);
    }

    /** @param url of the database; null: one in the folder */
    static ServiceVictim start(Path folder, String server, @Nullable String url) {
        try {
            int port = freePort();
            Path config = folder.resolve("config.yml");
            Files.writeString(config, config(folder, port, freePort(), server, url));
            writeRules(folder.resolve("rules"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            "landfall.LandfallApplication",
                            "server",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("service.log").toFile())
                    .start();
            ServiceVictim service = new ServiceVictim(process, port);
            service.awaitReady(port);
            return service;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public String assign(History.Ask ask) throws IOException {
        String company = ask.company() == null ? "" : ",\"company\":\"" + ask.company() + "\"";
        String body = "{\"source\":\"test\",\"externalId\":\"" + ask.account() + "\",\"country\":\""
                + COUNTRIES.get(ask.pool()) + "\"" + company + "}";
        HttpRequest request = HttpRequest.newBuilder(calls)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", ask.key())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = MAPPER.readTree(response.body());
        Matcher turn = TURN.matcher(answer.path("reason").asText());
        return "{\"assignmentId\":\"" + answer.path("assignmentId").asText() + "\",\"repId\":\""
                + answer.path("repId").asText() + "\",\"turn\":" + (turn.matches() ? turn.group(1) : "0") + "}";
    }

    int port() {
        return port;
    }

    /** Ends it by SIGTERM, and returns how it ended. */
    int terminate() {
        process.destroy();
        await();
        return process.exitValue();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void awaitReady(int port) {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health/ready"))
                .build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (send(ready).statusCode() == 200) {
                    return;
                }
                Thread.sleep(20);
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException fault) {
                throw new IllegalStateException(fault);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("the service did not become ready");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void await() {
        try {
            process.waitFor();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String config(Path folder, int port, int adminPort, String server, @Nullable String url) {
        String database = url == null ? "jdbc:h2:file:" + folder.resolve("landfall") : url;
        return """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  requestLog: {appenders: []}
                  %s
                database: {url: "%s", user: %s}
                rules: {folder: "%s"}
                logging: {level: WARN}
                """
                .formatted(port, adminPort, server, database, url == null ? "sa" : "postgres", folder.resolve("rules"));
    }

    private static void writeRules(Path rules) throws IOException {
        Files.createDirectories(rules.resolve("roster"));
        StringBuilder territories = new StringBuilder("id,name,type,fallbackRep\nrest,Rest,fallback,bo\n");
        StringBuilder reps = new StringBuilder("id,name\n");
        StringBuilder text = new StringBuilder();
        RandomAsks.POOLS.forEach((pool, weights) -> {
            territories.append("%s,Territory %s,territory,\n".formatted(pool, pool));
            weights.keySet().forEach(rep -> reps.append("%s,Rep %s\n".formatted(rep, rep)));
            String members = weights.entrySet().stream()
                    .map(member -> "rep(\"%s\", %d)".formatted(member.getKey(), member.getValue()))
                    .collect(Collectors.joining(", "));
            text.append(
                    """
                    rule "Accounts of %1$s" when Account( country == "%2$s" ) then routing.territory("%1$s"); end
                    rule "Turns of %1$s" when Territory( id == "%1$s" ) then routing.weighted(%3$s); end
                    """
                            .formatted(pool, COUNTRIES.get(pool), members));
        });
        Files.writeString(rules.resolve("roster/territories.csv"), territories);
        Files.writeString(rules.resolve("roster/reps.csv"), reps);
        Files.writeString(rules.resolve("rules.drl"), text);
    }
}
