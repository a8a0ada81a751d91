package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Measures handovers in a book of many accounts, of which two reps have many: the look at who would get them, and the run; to a rep,
 * and by the rules. The service runs in a process of its own: {@code --accounts 1000000 --moves 20000 --rules 1000}.
 */
final class HandoverBench {

    private static final int HEAP = 512;
    private static final int REPS = 480;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchService service;
    private final int port;

    private HandoverBench(BenchService service, int port) {
        this.service = service;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options =
                LoadBench.Options.of(arguments, Map.of("--accounts", 1_000_000, "--moves", 20_000, "--rules", 1_000));
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        int accounts = options.get("--accounts");
        Path settings = BatchFolder.write(folder, options.get("--rules"), accounts, port, BenchService.freePort());
        Path table = write(folder.resolve("accounts.csv"), accounts, options.get("--moves"));
        try (BenchService service = BenchService.start(settings, folder, port, HEAP)) {
            service.awaitReady();
            HandoverBench bench = new HandoverBench(service, port);
            bench.send("/api/book", request -> request.header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofFile(table)));
            bench.handOver("to a rep", "rep-1", "\"rep\": \"rep-2\"", accounts);
            bench.handOver("by the rules", "rep-3", "\"byRules\": true", accounts);
        } finally {
            BenchService.delete(folder);
        }
    }

    /** The first accounts are with the two reps, the others with any. */
    private static Path write(Path file, int accounts, int moves) throws IOException {
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("source,externalId,name,country,region,industry,dealSize,website,owner,territory\n");
            for (int i = 0; i < accounts; i++) {
                var place = BatchFolder.PLACES.get(random.nextInt(BatchFolder.PLACES.size()));
                String owner = i < moves ? "rep-1" : i < 2 * moves ? "rep-3" : "rep-" + (4 + random.nextInt(REPS - 4));
                out.write("crm,acc-" + i + ",Company " + i + " Inc.," + place.get(0) + ","
                        + place.get(1 + random.nextInt(place.size() - 1)) + ","
                        + BatchFolder.INDUSTRIES.get(random.nextInt(BatchFolder.INDUSTRIES.size())) + ","
                        + random.nextInt(1_000_000) + ",www.company-" + i + ".com," + owner + ",area-"
                        + random.nextInt(120) + "\n");
            }
        }
        return file;
    }

    private void handOver(String what, String rep, String to, int accounts) throws Exception {
        Duration before = service.processorTime();
        long begin = System.nanoTime();
        JsonNode looked =
                post("/api/reps/" + rep + "/handover", "{" + to + ", \"reason\": \"bench\", \"by\": \"bench\"}");
        double seconds = (System.nanoTime() - begin) / 1e9;
        double worked = service.processorTime().minus(before).toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: looked at %,d of %,d accounts in %.1f s, %.1f s of processor time%n",
                what,
                looked.at("/plan/moves").asLong(),
                accounts,
                seconds,
                worked);
        String at = "/api/handovers/" + looked.path("id").asText();
        before = service.processorTime();
        begin = System.nanoTime();
        post(at + "/run", "{\"by\": \"bench\"}");
        JsonNode run = get(at);
        while (run.path("state").asText().equals("running")) {
            Thread.sleep(50);
            run = get(at);
        }
        seconds = (System.nanoTime() - begin) / 1e9;
        long moved = run.at("/run/moved").asLong();
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %,d moved, %,d stayed, in %.1f s: %.0f a second, %.0f µs of processor time each%n",
                what,
                run.path("state").asText(),
                moved,
                run.at("/run/skipped").asLong(),
                seconds,
                moved / seconds,
                service.processorTime().minus(before).toNanos() / 1e3 / Math.max(1, moved));
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, request -> request);
    }

    /** Says what is asked for. */
    private interface Asking {
        HttpRequest.Builder with(HttpRequest.Builder request) throws IOException;
    }

    private JsonNode send(String path, Asking asking) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                asking.with(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
