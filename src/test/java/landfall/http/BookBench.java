package landfall.http;

import java.io.BufferedWriter;
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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures {@code POST /api/book}: a table of a million accounts with owners, brought into an empty embedded database, then
 * brought in again, then given out; arguments: accounts, rules. Meanwhile an assignment is asked for ten times a second, and
 * the heap is collected and looked at at each tenth of the way. The service runs in a process of its own on the same cores.
 */
final class BookBench {

    private static final Pattern USED =
            Pattern.compile("\"jvm\\.memory\\.heap\\.used\"\\s*:\\s*\\{\\s*\"value\"\\s*:\\s*(\\d+)");
    private static final Pattern ROWS = Pattern.compile("\"rows\"\\s*:\\s*(\\d+)");
    private static final long PAUSE_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchService service;
    private final int port;
    private final int adminPort;
    private int asked;

    private BookBench(BenchService service, int port, int adminPort) {
        this.service = service;
        this.port = port;
        this.adminPort = adminPort;
    }

    public static void main(String[] arguments) throws Exception {
        int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rules = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        int adminPort = BenchService.freePort();
        Path settings = BatchFolder.write(folder, rules, accounts, port, adminPort);
        Path table = write(folder.resolve("accounts.csv"), accounts);
        try (BenchService service = BenchService.start(settings, folder, port)) {
            service.awaitReady();
            BookBench bench = new BookBench(service, port, adminPort);
            bench.bringIn("new", table, accounts);
            bench.bringIn("the same", table, accounts);
            bench.giveOut(folder.resolve("book.csv"), accounts);
            System.out.printf(
                    Locale.ROOT, "database file %.0f MB%n", Files.size(folder.resolve("data/landfall.mv.db")) / 1e6);
        } finally {
            BenchService.delete(folder);
        }
    }

    private static Path write(Path file, int accounts) throws IOException {
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "source,externalId,name,country,region,city,industry,employees,annualRevenue,website,owner,territory,"
                            + "since\n");
            for (int i = 0; i < accounts; i++) {
                List<String> place = BatchFolder.PLACES.get(random.nextInt(BatchFolder.PLACES.size()));
                out.write("crm,acc-" + i + ",Company " + i + " Inc.," + place.get(0) + ","
                        + place.get(1 + random.nextInt(place.size() - 1)) + ",City " + random.nextInt(5_000) + ","
                        + BatchFolder.INDUSTRIES.get(random.nextInt(BatchFolder.INDUSTRIES.size())) + ","
                        + random.nextInt(10_000) + "," + random.nextInt(100_000_000) + ",www.company-" + i * 3L / 4
                        + ".com,rep-" + random.nextInt(480) + ",area-" + random.nextInt(120) + ",202"
                        + random.nextInt(6) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) + "\n");
            }
        }
        return file;
    }

    private void bringIn(String what, Path table, int accounts) throws Exception {
        Duration before = service.processorTime();
        long begin = System.nanoTime();
        CompletableFuture<String> answer = http.sendAsync(
                        HttpRequest.newBuilder(api("/api/book?file=accounts.csv"))
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofFile(table))
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(response -> {
                    String body = response.body();
                    return body.substring(0, Math.min(body.length(), 400));
                });
        List<Double> heap = new ArrayList<>();
        List<Double> calls = new ArrayList<>();
        long looking = 0;
        while (!answer.isDone()) {
            Thread.sleep(PAUSE_MILLIS);
            calls.add(assign());
            if (rows() >= (heap.size() + 1L) * accounts / 10 && heap.size() < 10) {
                long from = System.nanoTime();
                heap.add(megabytesInUse());
                looking += System.nanoTime() - from;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long micros = service.processorTime().minus(before).toNanos() / 1000;
        Collections.sort(calls);
        System.out.printf(
                Locale.ROOT,
                "%-8s %,d accounts in %.1f s (%.1f s of them looking at the heap): %.0f/s, processor %d µs each; heap MB %s%n",
                what,
                accounts,
                seconds,
                looking / 1e9,
                accounts / (seconds - looking / 1e9),
                micros / accounts,
                heap.stream()
                        .map(each -> String.format(Locale.ROOT, "%.0f", each))
                        .toList());
        System.out.printf(
                Locale.ROOT,
                "         %d assignments meanwhile: median %.1f ms, 99 %% within %.1f ms, longest %.1f ms%n         %s%n",
                calls.size(),
                calls.get(calls.size() / 2),
                calls.get((int) (calls.size() * 0.99)),
                calls.get(calls.size() - 1),
                answer.get().lines().findFirst().orElse(""));
    }

    private void giveOut(Path file, int accounts) throws Exception {
        long begin = System.nanoTime();
        http.send(HttpRequest.newBuilder(api("/api/book?format=csv")).GET().build(), BodyHandlers.ofFile(file));
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "given out: %,d accounts in %.1f s, %.0f MB; heap MB %.0f%n",
                accounts,
                seconds,
                Files.size(file) / 1e6,
                megabytesInUse());
    }

    /** Milliseconds. */
    private double assign() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String body = "{\"source\":\"form\",\"externalId\":\"f-" + asked++ + "\",\"country\":\"US\",\"region\":\"CA\"}";
        int status = http.send(
                        HttpRequest.newBuilder(api("/api/assignments"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("answered " + status);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private long rows() throws IOException, InterruptedException {
        Matcher rows = ROWS.matcher(
                send(HttpRequest.newBuilder(api("/api/book/imports")).GET()));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** After a full collection. */
    private double megabytesInUse() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(admin("/tasks/gc")).POST(BodyPublishers.noBody()));
        Matcher used =
                USED.matcher(send(HttpRequest.newBuilder(admin("/metrics.json")).GET()));
        if (!used.find()) {
            throw new IOException("the metrics say nothing of the heap");
        }
        return Long.parseLong(used.group(1)) / 1e6;
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private URI api(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }
}
