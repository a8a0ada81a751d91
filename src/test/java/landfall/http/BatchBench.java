package landfall.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures {@code POST /api/assignments/batch}: one request that streams a million new accounts, recorded durably, then
 * another one as previews; {@code --accounts 1000000 --rules 10000 --warmup 50000}. At each tenth of the way the heap is
 * collected and looked at; the time that takes is left out. The service runs in a process of its own on the same cores.
 */
final class BatchBench {

    private static final String ASSIGN = "/api/assignments/batch";
    private static final String PREVIEW = ASSIGN + "?test=true";
    private static final Pattern USED =
            Pattern.compile("\"jvm\\.memory\\.heap\\.used\"\\s*:\\s*\\{\\s*\"value\"\\s*:\\s*(\\d+)");
    private static final double LEAST_ASSIGNED = 10_000;
    private static final double LEAST_PREVIEWED = 40_000;
    /** The second half of the way against the first: what is swept up in between comes and goes. */
    private static final double MOST_GROWTH = 1.25;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchService service;
    private final int port;
    private final int adminPort;
    private final String run = Long.toString(System.currentTimeMillis() / 1000, 36);

    private BatchBench(BenchService service, int port, int adminPort) {
        this.service = service;
        this.port = port;
        this.adminPort = adminPort;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Integer> options = options(arguments);
        int accounts = options.get("--accounts");
        int warmup = options.get("--warmup");
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        int adminPort = BenchService.freePort();
        Path settings = BatchFolder.write(folder, options.get("--rules"), Math.max(accounts, warmup), port, adminPort);
        try (BenchService service = BenchService.start(settings, folder, port)) {
            service.awaitReady();
            BatchBench bench = new BatchBench(service, port, adminPort);
            bench.post("warm-up", ASSIGN, "w", warmup, 0);
            bench.post("assigned", ASSIGN, "a", accounts, LEAST_ASSIGNED);
            bench.post("warm-up", PREVIEW, "v", warmup, 0);
            bench.post("previewed", PREVIEW, "p", accounts, LEAST_PREVIEWED);
        } finally {
            BenchService.delete(folder);
        }
    }

    private void post(String what, String path, String kind, int accounts, double least)
            throws IOException, InterruptedException {
        if (accounts == 0) {
            return;
        }
        List<Double> heap = new ArrayList<>();
        long[] looking = {0};
        Duration before = service.processorTime();
        long begin = System.nanoTime();
        int tenth = Math.max(1, accounts / 10);
        int problems = new BatchClient(port, run + kind).post(path, accounts, answered -> {
            if (least > 0 && answered % tenth == 0) {
                long from = System.nanoTime();
                heap.add(megabytesInUse());
                looking[0] += System.nanoTime() - from;
            }
        });
        double seconds = (System.nanoTime() - begin - looking[0]) / 1e9;
        long micros = service.processorTime().minus(before).toNanos() / 1000;
        System.out.printf(
                Locale.ROOT,
                "%-10s %,9d accounts  %8.0f/s  processor %4d µs each%s%s%n",
                what,
                accounts,
                accounts / seconds,
                micros / accounts,
                least == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "  (at least %.0f: %s)", least, reached(accounts / seconds >= least)),
                problems == 0 ? "" : "  FAILED " + problems);
        if (heap.size() >= 10) {
            double first = heap.subList(0, 5).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
            double second = heap.subList(5, 10).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s heap in use at each tenth, MB: %s; most in the second half %.2f times the first (at most %.2f: %s)%n",
                    what,
                    heap.stream()
                            .map(each -> String.format(Locale.ROOT, "%.0f", each))
                            .toList(),
                    second / first,
                    MOST_GROWTH,
                    reached(second / first <= MOST_GROWTH));
        }
    }

    /** After a full collection. */
    private double megabytesInUse() throws IOException {
        try {
            send(HttpRequest.newBuilder(admin("/tasks/gc")).POST(BodyPublishers.noBody()));
            Matcher used = USED.matcher(
                    send(HttpRequest.newBuilder(admin("/metrics.json")).GET()));
            if (!used.find()) {
                throw new IOException("the metrics say nothing of the heap");
            }
            return Long.parseLong(used.group(1)) / 1e6;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    private static String reached(boolean reached) {
        return reached ? "reached" : "MISSED";
    }

    private static Map<String, Integer> options(String[] arguments) {
        Map<String, Integer> options =
                new HashMap<>(Map.of("--accounts", 1_000_000, "--rules", 10_000, "--warmup", 50_000));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("options are " + options.keySet() + ", each with a number");
            }
            options.put(arguments[i], Integer.valueOf(arguments[i + 1]));
        }
        return options;
    }
}
