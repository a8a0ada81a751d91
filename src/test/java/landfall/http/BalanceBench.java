package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Measures a snapshot of the balance of a million accounts, each somewhere and with four numbers, of 480 reps, 120 territories
 * and 60 teams; and the report on companies with several owners, of which every hundredth has two. Arguments: accounts, runs,
 * and a folder where the book is kept, and is found again. The service has a heap of 512 MB, in a process of its own on the same cores.
 */
final class BalanceBench {

    private static final double MOST_SECONDS = 20;
    private static final int HEAP = 512;
    private static final int REPS = 480;
    private static final int TERRITORIES = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchService service;
    private final String address;

    private BalanceBench(BenchService service, int port) {
        this.service = service;
        this.address = "http://127.0.0.1:" + port;
    }

    public static void main(String[] arguments) throws Exception {
        int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        boolean kept = arguments.length > 2;
        Path folder = kept ? Path.of(arguments[2]) : Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        Path table = folder.resolve("accounts.csv");
        boolean broughtIn = Files.exists(folder.resolve("brought-in"));
        Path settings = BatchFolder.write(folder, 100, accounts, port, BenchService.freePort());
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "balance: {potential: \"employees * 0.5 + numbers[\\\"seats\\\"] * 1000 + dealSize\"}\n"
                        + "sources: {\"*\": [seats]}\n");
        locateReps(folder.resolve("rules/roster/reps.csv"));
        if (!broughtIn) {
            write(table, accounts);
        }
        try (BenchService service = BenchService.start(settings, folder, port, HEAP)) {
            service.awaitReady();
            BalanceBench bench = new BalanceBench(service, port);
            if (!broughtIn) {
                bench.post("/api/book", table);
                Files.createFile(folder.resolve("brought-in"));
            }
            for (int i = 0; i < runs; i++) {
                bench.snapshot(accounts);
            }
            bench.read("newest snapshot as JSON", "/api/balance");
            bench.read("newest snapshot as a table", "/api/balance?format=csv");
            bench.read("companies with several owners", "/api/companies/conflicts");
        } finally {
            if (!kept) {
                BenchService.delete(folder);
            }
        }
    }

    private static void locateReps(Path file) throws IOException {
        List<String> rows = Files.readAllLines(file);
        Random random = new Random(5);
        Files.writeString(
                file,
                rows.get(0) + ",quota,latitude,longitude\n"
                        + rows.stream()
                                .skip(1)
                                .map(row -> row + "," + (1 + random.nextInt(9)) + "000000," + random.nextInt(60) + ","
                                        + random.nextInt(100))
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    private static void write(Path file, int accounts) throws IOException {
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("source,externalId,name,country,region,industry,employees,annualRevenue,dealSize,seats,latitude,"
                    + "longitude,domain,owner,territory,since\n");
            for (int i = 0; i < accounts; i++) {
                List<String> place = BatchFolder.PLACES.get(random.nextInt(BatchFolder.PLACES.size()));
                int company = i % 100 == 1 ? i - 1 : i;
                out.write("crm,acc-" + i + ",Company " + company + " Inc.," + place.get(0) + ","
                        + place.get(1 + random.nextInt(place.size() - 1)) + ","
                        + BatchFolder.INDUSTRIES.get(random.nextInt(BatchFolder.INDUSTRIES.size())) + ","
                        + random.nextInt(10_000) + "," + random.nextInt(100_000_000) + "," + random.nextInt(1_000_000)
                        + "," + random.nextInt(500) + "," + random.nextInt(60) + "." + random.nextInt(1_000) + ","
                        + random.nextInt(100) + "." + random.nextInt(1_000) + ",company-" + company + ".com,rep-"
                        + random.nextInt(REPS) + ",area-" + random.nextInt(TERRITORIES) + ",2026-0"
                        + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) + "\n");
            }
        }
    }

    private void post(String path, Path table) throws Exception {
        long begin = System.nanoTime();
        String answer = http.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofFile(table))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        System.out.printf(
                Locale.ROOT,
                "brought in: %.1f s %s%n",
                (System.nanoTime() - begin) / 1e9,
                answer.substring(0, Math.min(answer.length(), 200)).replace('\n', ' '));
    }

    private void snapshot(int accounts) throws Exception {
        Duration worked = service.processorTime();
        long begin = System.nanoTime();
        JsonNode snapshot = json(HttpRequest.newBuilder(URI.create(address + "/api/balance"))
                .POST(BodyPublishers.noBody())
                .build());
        String id = snapshot.path("id").asText();
        do {
            Thread.sleep(50);
            snapshot = json(HttpRequest.newBuilder(URI.create(address + "/api/balance/" + id))
                    .GET()
                    .build());
        } while (snapshot.path("state").asText().equals("running"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (snapshot.path("all").path("accounts").asInt() != accounts) {
            throw new IllegalStateException(snapshot.toString());
        }
        System.out.printf(
                Locale.ROOT,
                "snapshot: %,d accounts in %.1f s, %.1f s of processor time (at most %.0f s for a million: %s); %s%n",
                accounts,
                seconds,
                service.processorTime().minus(worked).toNanos() / 1e9,
                MOST_SECONDS,
                seconds * 1_000_000 / accounts <= MOST_SECONDS ? "reached" : "MISSED",
                snapshot.path("all").path("spread").path("potential"));
    }

    private JsonNode json(HttpRequest request) throws Exception {
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private void read(String what, String path) throws Exception {
        Duration worked = service.processorTime();
        long begin = System.nanoTime();
        byte[] body = http.send(
                        HttpRequest.newBuilder(URI.create(address + path)).GET().build(), BodyHandlers.ofByteArray())
                .body();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, %.2f s of processor time, %,d bytes%n",
                what,
                (System.nanoTime() - begin) / 1e9,
                service.processorTime().minus(worked).toNanos() / 1e9,
                body.length);
    }
}
