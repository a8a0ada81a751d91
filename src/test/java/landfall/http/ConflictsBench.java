package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Measures companies that come to one owner each: the report of them, the preview, the run, and the way back, over a book in which
 * each company has two accounts with two owners, and accounts besides that are alone; {@code --companies 100000 --rules 1000
 * --others 0}. The service runs in a process of its own on the same cores.
 */
final class ConflictsBench {

    private static final String PATH = "/api/realignments";
    private static final int HEAP = 512;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchService service;
    private final int port;

    private ConflictsBench(BenchService service, int port) {
        this.service = service;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options =
                LoadBench.Options.of(arguments, Map.of("--companies", 100_000, "--rules", 1_000, "--others", 0));
        int companies = options.get("--companies");
        int accounts = 2 * companies + options.get("--others");
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        Path settings = BatchFolder.write(folder, options.get("--rules"), accounts, port, BenchService.freePort());
        Path table = write(folder.resolve("accounts.csv"), companies, options.get("--others"));
        try (BenchService service = BenchService.start(settings, folder, port, HEAP)) {
            service.awaitReady();
            ConflictsBench bench = new ConflictsBench(service, port);
            bench.post("/api/book", "text/csv", BodyPublishers.ofFile(table));
            bench.measure(companies);
        } finally {
            BenchService.delete(folder);
        }
    }

    private static Path write(Path file, int companies, int others) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("source,externalId,name,country,region,domain,owner,territory,annualRevenue,since\n");
            for (int i = 0; i < 2 * companies + others; i++) {
                // the two of a company are far apart, as in a book that was put together of two
                int company = i < 2 * companies ? i % companies : i;
                out.write("crm,acc-" + i + ",Company " + company + ",US,CA,company-" + company + ".com,rep-" + i % 479
                        + ",area-" + i % 120 + "," + i % 1_000_000 + ",202" + i % 6 + "-01-10\n");
            }
        }
        return file;
    }

    /** Something that takes its time. */
    private interface Step {
        JsonNode go() throws Exception;
    }

    private JsonNode timed(String what, Step step) throws Exception {
        Duration before = service.processorTime();
        long begin = System.nanoTime();
        JsonNode answer = step.go();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %.1f s of processor time%n",
                what,
                (System.nanoTime() - begin) / 1e9,
                service.processorTime().minus(before).toNanos() / 1e9);
        return answer;
    }

    private void measure(int companies) throws Exception {
        timed("report", () -> {
            HttpRequest ask =
                    HttpRequest.newBuilder(uri("/api/companies/conflicts")).build();
            long told = http.send(ask, BodyHandlers.ofLines()).body().count();
            return JSON.getNodeFactory().numberNode(told);
        });
        JsonNode seen = timed("preview", () -> {
            BodyPublisher wish = BodyPublishers.ofString("{\"kind\": \"conflicts\", \"reason\": \"bench\"}");
            String id = post(PATH, "application/json", wish).path("id").asText();
            JsonNode found = get(PATH + "/" + id);
            while (found.path("state").asText().equals("previewing")) {
                Thread.sleep(50);
                found = get(PATH + "/" + id);
            }
            return found;
        });
        String at = PATH + "/" + seen.path("id").asText();
        JsonNode ran = timed("run", () -> ended(at, "run"));
        JsonNode undone = timed("taken back", () -> ended(at, "undo"));
        System.out.printf(
                Locale.ROOT,
                "%,d companies, %,d moves looked at, %,d made, %,d taken back (%s)%n",
                companies,
                seen.at("/preview/moves").asLong(),
                ran.at("/run/moved").asLong(),
                undone.at("/undo/moved").asLong(),
                seen.at("/preview/moves").asLong() == companies
                                && ran.at("/run/moved").asLong() == companies
                                && undone.at("/undo/moved").asLong() == companies
                        ? "reached"
                        : "MISSED");
    }

    private JsonNode ended(String at, String run) throws Exception {
        post(at + "/" + run, "application/json", BodyPublishers.ofString("{\"reason\": \"bench\"}"));
        JsonNode found = get(at);
        while (found.path(run).path("endedAt").isMissingNode()) {
            Thread.sleep(50);
            found = get(at);
        }
        return found;
    }

    private JsonNode post(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(body)
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
