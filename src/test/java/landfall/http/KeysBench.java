package landfall.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what keys cost: two services with one set of rules, one whose callers show a key and one without keys, asked
 * in turn: {@code --connections 64 --rules 1000 --warmup 60 --seconds 20 --rounds 5}. While one is asked the other idles.
 */
final class KeysBench {

    private static final String ASSIGN = "/api/assignments";
    private static final double LEAST_RATIO = 0.97;

    private KeysBench() {}

    /** A service and whoever asks it. */
    private record Side(String name, int port, BenchService service, LoadClient client) implements AutoCloseable {

        static Side start(String name, Path folder, LoadBench.Options options) throws IOException {
            int port = BenchService.freePort();
            Path settings = BenchFolder.write(
                    Files.createDirectories(folder), options.get("--rules"), port, BenchService.freePort());
            return new Side(
                    name,
                    port,
                    BenchService.start(settings, folder, port),
                    new LoadClient(port, options.get("--connections")));
        }

        /** Makes a key for the administrator and one for the calls, which from now on show it. */
        void configure() throws IOException, InterruptedException {
            String admin = make("admin", "");
            client.show(make("route", admin));
        }

        private String make(String role, String admin) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/keys"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"bench " + role + "\", \"roles\": [\"" + role
                            + "\"], \"perSecond\": 1000000}"));
            if (!admin.isEmpty()) {
                request.header("X-Api-Key", admin);
            }
            String answer = HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(answer).path("key").asText();
        }

        Figures post(String what, Duration duration) throws IOException {
            Duration before = service.processorTime();
            LoadClient.Figures figures = client.post(ASSIGN, duration);
            double micros = service.processorTime().minus(before).toNanos() / 1000.0;
            double each = micros / Math.max(1, figures.micros().getTotalCount());
            System.out.printf(
                    "%-10s %-8s %8.0f/s  p99 %6.1f ms  processor %6.1f µs each%n",
                    what, name, figures.perSecond(), figures.millisAt(99), each);
            return new Figures(figures.perSecond(), each);
        }

        @Override
        public void close() throws IOException {
            client.close();
            service.close();
        }
    }

    private record Figures(double perSecond, double processorMicros) {}

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options = LoadBench.Options.of(arguments);
        Path folder = Files.createTempDirectory("landfall-bench");
        try (Side with = Side.start("with", folder.resolve("with"), options);
                Side without = Side.start("without", folder.resolve("without"), options)) {
            with.service().awaitReady();
            without.service().awaitReady();
            with.configure();
            measure(with, without, options);
        } finally {
            BenchService.delete(folder);
        }
    }

    private static void measure(Side with, Side without, LoadBench.Options options) throws IOException {
        Duration warmup = Duration.ofSeconds(options.get("--warmup"));
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        with.post("warm-up", warmup);
        without.post("warm-up", warmup);
        List<Double> throughput = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int round = 1; round <= options.get("--rounds"); round++) {
            // Whoever comes second in a round has the warmer machine.
            boolean first = round % 2 == 1;
            Figures one = (first ? with : without).post(String.valueOf(round), seconds);
            Figures other = (first ? without : with).post(String.valueOf(round), seconds);
            Figures keyed = first ? one : other;
            Figures not = first ? other : one;
            throughput.add(keyed.perSecond() / not.perSecond());
            processor.add(keyed.processorMicros() / not.processorMicros());
        }
        double ratio = LoadBench.median(throughput);
        System.out.printf(
                "median ratio of throughput, with to without: %.3f (at least %.2f: %s); of processor time: %.3f%n",
                ratio, LEAST_RATIO, ratio >= LEAST_RATIO ? "reached" : "MISSED", LoadBench.median(processor));
    }
}
