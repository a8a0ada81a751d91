package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import landfall.ruleset.FileArchive;

/**
 * Measures what another version of the rules costs those who call meanwhile: {@code --rules 10000 --seconds 20 --rounds 3 --swaps
 * 200}. One rule in one of twenty files is changed and published, checked, tried on its cases and activated, once in three
 * seconds, while calls come at half the rate that the service can take; against the same calls without it. Then so many swaps
 * under load, and the heap and the metaspace before and after. The service runs in a process of its own, with short pauses of its collector.
 */
final class SwapBench implements AutoCloseable {

    private static final String ASSIGN = "/api/assignments";
    private static final int CONNECTIONS = 64;
    private static final double MOST_SECONDS = 2;
    private static final double MOST_TIMES = 1.5;
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoadBench.Options options;
    private final int port;
    private final int adminPort;
    private final Map<String, byte[]> files;
    private final LoadClient client;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int number;

    private SwapBench(LoadBench.Options options, Path rules, int port, int adminPort) throws IOException {
        this.options = options;
        this.port = port;
        this.adminPort = adminPort;
        this.files = files(rules);
        this.client = new LoadClient(port, CONNECTIONS);
    }

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options = LoadBench.Options.of(
                arguments, Map.of("--rules", 10_000, "--seconds", 20, "--warmup", 60, "--rounds", 3, "--swaps", 200));
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        int adminPort = BenchService.freePort();
        Path settings = SwapFolder.write(folder, options.get("--rules"), port, adminPort);
        BenchService service = BenchService.startWithShortPauses(settings, folder, port);
        try (SwapBench bench = new SwapBench(options, folder.resolve("rules"), port, adminPort)) {
            service.awaitReady();
            bench.measure();
            bench.swap();
        } finally {
            service.close();
            BenchService.delete(folder);
        }
    }

    private void measure() throws Exception {
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        client.post(ASSIGN, Duration.ofSeconds(options.get("--warmup")));
        publish();
        double most = client.post(ASSIGN, seconds).perSecond();
        System.out.printf("%.0f calls a second at most%n", most);
        List<Double> times = new ArrayList<>();
        List<Double> took = new ArrayList<>();
        for (int round = 1; round <= options.get("--rounds"); round++) {
            LoadClient.Figures calm = client.post(ASSIGN, seconds, most / 2);
            try (Publishes publishes = new Publishes(BETWEEN)) {
                LoadClient.Figures busy = client.post(ASSIGN, seconds, most / 2);
                took.addAll(publishes.took());
                times.add(busy.millisAt(99) / calm.millisAt(99));
                System.out.printf(
                        "%d: p99 %.1f ms, p99.9 %.1f, most %.1f; with %d publishings %.1f, %.1f, %.1f: %.2f times; failed %d and %d%n",
                        round,
                        calm.millisAt(99),
                        calm.millisAt(99.9),
                        calm.millisAt(100),
                        publishes.took().size(),
                        busy.millisAt(99),
                        busy.millisAt(99.9),
                        busy.millisAt(100),
                        times.get(times.size() - 1),
                        calm.failures(),
                        busy.failures());
            }
        }
        double median = LoadBench.median(took);
        System.out.printf(
                "one rule of %,d changed, published to active: median %.2f s, from %.2f to %.2f (at most %.0f: %s)%n",
                options.get("--rules"),
                median,
                took.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                took.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                MOST_SECONDS,
                median <= MOST_SECONDS ? "reached" : "MISSED");
        double ratio = LoadBench.median(times);
        System.out.printf(
                "p99 meanwhile, median %.2f times (at most %.1f: %s)%n",
                ratio, MOST_TIMES, ratio <= MOST_TIMES ? "reached" : "MISSED");
    }

    /** One version after another under load; what is left of them after each quarter. */
    private void swap() throws Exception {
        int swaps = options.get("--swaps");
        int first = number;
        long failures = 0;
        String left = left();
        for (int quarter = 1; quarter <= 4; quarter++) {
            while (number < first + swaps * quarter / 4) {
                Publishes publishes = new Publishes(Duration.ZERO);
                failures += client.post(ASSIGN, Duration.ofSeconds(10), 500).failures();
                publishes.close();
            }
            left += "; after " + (number - first) + " swaps " + left();
        }
        System.out.printf("under load, %d calls failed: before %s%n", failures, left);
    }

    private String left() throws IOException, InterruptedException {
        return "heap %.0f MB, metaspace %.1f MB, compiled code %.1f MB"
                .formatted(used("G1"), used("Metaspace"), used("CodeHeap"));
    }

    /** Publishes in the background until it is closed. */
    private final class Publishes implements AutoCloseable {
        private final List<Double> took = new ArrayList<>();
        private final Thread thread;
        private volatile boolean ended;

        Publishes(Duration between) {
            thread = new Thread(() -> {
                try {
                    while (!ended) {
                        double seconds = publish();
                        synchronized (took) {
                            took.add(seconds);
                        }
                        TimeUnit.MILLISECONDS.sleep(between.toMillis());
                    }
                } catch (IOException | InterruptedException e) {
                    System.out.println("not published: " + e);
                }
            });
            thread.start();
        }

        List<Double> took() {
            synchronized (took) {
                return List.copyOf(took);
            }
        }

        @Override
        public void close() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Seconds until the files with one rule changed are active. */
    private double publish() throws IOException, InterruptedException {
        Map<String, byte[]> changed = new TreeMap<>(files);
        SwapFolder.change(changed, ++number);
        byte[] zip = FileArchive.pack(changed);
        long begin = System.nanoTime();
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/rulesets?activate=true"))
                        .header("Content-Type", "application/zip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        double seconds = (System.nanoTime() - begin) / 1e9;
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("active").asBoolean()) {
            throw new IOException(response.body());
        }
        return seconds;
    }

    /** Megabytes after a collection, of the pools whose names begin so. */
    private double used(String pools) throws IOException, InterruptedException {
        admin(HttpRequest.BodyPublishers.noBody(), "/tasks/gc?runs=3");
        return admin(null, "/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_pool_used_bytes{pool=\"" + pools))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / 1e6)
                .sum();
    }

    private String admin(HttpRequest.BodyPublisher body, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path));
        return http.send(
                        (body == null ? request.GET() : request.POST(body)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Map<String, byte[]> files(Path rules) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var all = Files.walk(rules)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = rules.relativize(file).toString();
                if (!path.startsWith("roster")) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
