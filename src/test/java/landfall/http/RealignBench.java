package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import landfall.ruleset.FileArchive;

/**
 * Measures a realignment of a million accounts at 10,000 rules, of which a tenth claim for other territories: its preview, its run
 * while calls come at half the rate that the service can take, what that does to them, and the way back, in the middle of
 * which the service is killed again and again: {@code --accounts 1000000 --rules 10000 --moves 100000 --kills 10 --seconds 20}.
 */
final class RealignBench {

    private static final String PATH = "/api/realignments";
    private static final String ASSIGN = "/api/assignments";
    private static final String DECISIONS = "landfall_ledger_decisions ";
    private static final int CONNECTIONS = 64;
    private static final int HEAP = 1_024;
    private static final double MOST_SECONDS = 90;
    private static final double MOST_TIMES = 1.5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoadBench.Options options;
    private final Path folder;
    private final Path settings;
    private final int port;
    private final int adminPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private BenchService service;

    private RealignBench(LoadBench.Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = folder;
        this.port = BenchService.freePort();
        this.adminPort = BenchService.freePort();
        this.settings = BatchFolder.write(folder, options.get("--rules"), options.get("--accounts"), port, adminPort);
        this.service = BenchService.start(settings, folder, port, HEAP);
    }

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options = LoadBench.Options.of(
                arguments,
                Map.of(
                        "--accounts",
                        1_000_000,
                        "--rules",
                        10_000,
                        "--moves",
                        100_000,
                        "--kills",
                        10,
                        "--seconds",
                        20,
                        "--warmup",
                        20));
        Path folder = Files.createTempDirectory("landfall-bench");
        RealignBench bench = new RealignBench(options, folder);
        try {
            bench.service.awaitReady();
            bench.measure();
        } finally {
            bench.service.close();
            BenchService.delete(folder);
        }
    }

    private void measure() throws Exception {
        int accounts = options.get("--accounts");
        new BatchClient(port, "b").post("/api/assignments/batch", accounts, answered -> {});
        String version = post("/api/rulesets", "application/zip", draft())
                .path("version")
                .asText();
        String at = previewed(version);
        long moves = get(at).at("/preview/moves").asLong();
        run(at, moves);
        killed(at, moves);
    }

    /** As many moves as are asked for, by the share of accounts that are asked about. */
    private String previewed(String version) throws Exception {
        long begin = System.nanoTime();
        String body = "{\"version\": \"%s\", \"reason\": \"bench\", \"scope\": {\"when\": \"dealSize < %d\"}}";
        String at = begin(body.formatted(version, 1_000_000_000));
        JsonNode found = get(at);
        System.out.printf(
                Locale.ROOT,
                "preview of %,d accounts: %,d moves in %.1f s%n",
                found.at("/preview/result/accounts").asLong(),
                found.at("/preview/moves").asLong(),
                (System.nanoTime() - begin) / 1e9);
        double share = options.get("--moves")
                / Math.max(1.0, found.at("/preview/moves").asDouble());
        return share >= 1 ? at : begin(body.formatted(version, (long) (share * 1_000_000)));
    }

    private String begin(String body) throws Exception {
        String at = PATH + "/"
                + post(PATH, "application/json", body.getBytes(StandardCharsets.UTF_8))
                        .path("id")
                        .asText();
        while (get(at).path("state").asText().equals("previewing")) {
            Thread.sleep(250);
        }
        return at;
    }

    private void run(String at, long moves) throws Exception {
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        try (LoadClient client = new LoadClient(port, CONNECTIONS)) {
            client.post(ASSIGN, Duration.ofSeconds(options.get("--warmup")));
            double most = client.post(ASSIGN, seconds).perSecond();
            LoadClient.Figures calm = client.post(ASSIGN, seconds, most / 2);
            Duration worked = service.processorTime();
            long begin = System.nanoTime();
            post(at + "/run", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            CompletableFuture<Double> took = CompletableFuture.supplyAsync(() -> ended(at, "/run", begin));
            LoadClient.Figures busy = client.post(ASSIGN, seconds, most / 2);
            while (!took.isDone()) {
                client.post(ASSIGN, Duration.ofSeconds(2), most / 2);
            }
            JsonNode ran = get(at);
            System.out.printf(
                    Locale.ROOT,
                    "run: %,d of %,d moves made, %,d skipped, in %.1f s (at most %.0f for 100,000: %s), %.1f s of processor time with the calls%n",
                    ran.at("/run/moved").asLong(),
                    moves,
                    ran.at("/run/skipped").asLong(),
                    took.join(),
                    MOST_SECONDS,
                    took.join() * 100_000 / Math.max(1, moves) <= MOST_SECONDS ? "reached" : "MISSED",
                    service.processorTime().minus(worked).toNanos() / 1e9);
            double times = busy.millisAt(99) / calm.millisAt(99);
            System.out.printf(
                    Locale.ROOT,
                    "calls at half of %.0f a second: p99 %.1f ms, meanwhile %.1f ms: %.2f times (at most %.1f: %s); p50 %.1f and %.1f; failed %d and %d%n",
                    most,
                    calm.millisAt(99),
                    busy.millisAt(99),
                    times,
                    MOST_TIMES,
                    times <= MOST_TIMES ? "reached" : "MISSED",
                    calm.millisAt(50),
                    busy.millisAt(50),
                    calm.failures(),
                    busy.failures());
        }
    }

    /** Seconds until it ended. */
    private double ended(String at, String run, long begin) {
        try {
            while (get(at).at(run + "/endedAt").isMissingNode()) {
                Thread.sleep(250);
            }
            return (System.nanoTime() - begin) / 1e9;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The way back, killed at moments between its beginning and its end: everybody is where he was, by one decision more. */
    private void killed(String at, long moves) throws Exception {
        long made = get(at).at("/run/moved").asLong();
        long before = decisions();
        Random random = new Random(5);
        post(at + "/undo", "application/json", "{\"reason\": \"bench\"}".getBytes(StandardCharsets.UTF_8));
        int kills = options.get("--kills");
        for (int kill = 0; kill < kills; kill++) {
            long until = before + kill * made / (kills + 1) + random.nextLong(Math.max(1, made / (kills + 1)));
            while (decisions() < until && get(at).at("/undo/endedAt").isMissingNode()) {
                Thread.sleep(1);
            }
            service.kill();
            service = BenchService.start(settings, folder, port, HEAP);
            service.awaitReady();
        }
        ended(at, "/undo", System.nanoTime());
        JsonNode undone = get(at).path("undo");
        long moved = undone.path("moved").asLong();
        long skipped = undone.path("skipped").asLong();
        List<String> back = movedBackAfter(before);
        long accounts = back.stream().distinct().count();
        System.out.printf(
                Locale.ROOT,
                "taken back, killed %d times: %,d of %,d moved, %,d skipped; %,d changes of %,d accounts (%s)%n",
                kills,
                moved,
                made,
                skipped,
                back.size(),
                accounts,
                moved == made && back.size() == made && accounts == made ? "reached" : "MISSED");
        if (moves < made) {
            throw new IllegalStateException("more moves than were looked at");
        }
    }

    /** The accounts that went back since, each as often as it did. */
    private List<String> movedBackAfter(long after) throws IOException, InterruptedException {
        List<String> back = new ArrayList<>();
        JsonNode page;
        long position = after;
        do {
            page = get("/api/changes?limit=1000&after=" + position);
            for (JsonNode change : page.path("changes")) {
                if (change.path("kind").asText().equals("moved-back")) {
                    back.add(change.path("source").asText() + " "
                            + change.path("externalId").asText());
                }
            }
            position = page.path("position").asLong();
        } while (page.path("more").asBoolean());
        return back;
    }

    /** By the metrics, which read no decision: the book's cursor comes behind a pass over all of them. */
    private long decisions() throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(DECISIONS))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(DECISIONS.length())))
                .findFirst()
                .orElseThrow();
    }

    /** Every tenth rule claims for the next territory. */
    private byte[] draft() throws IOException {
        String[] rules = Files.readString(folder.resolve("rules/rules.drl")).split("(?=rule \"Rule )");
        for (int i = 1; i < rules.length; i += 10) {
            int area = rules[i].indexOf("area-") + "area-".length();
            int number = Integer.parseInt(rules[i].substring(area, rules[i].indexOf('"', area)));
            rules[i] = rules[i].replace("area-" + number, "area-" + (number + 1) % 120);
        }
        return FileArchive.pack(
                new TreeMap<>(Map.of("rules.drl", String.join("", rules).getBytes(StandardCharsets.UTF_8))));
    }

    private JsonNode post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
