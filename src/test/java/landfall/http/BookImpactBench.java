package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures, at a service that has a book, who would move under a draft, with the heap at each tenth of the way after a full
 * collection, whose time doesn't count; and how long the totals of the day take.
 */
final class BookImpactBench {

    private static final String PATH = "/api/rulesets/impact";
    private static final int TOTALS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchService service;
    private final String api;
    private final String admin;

    BookImpactBench(BenchService service, int port, int adminPort) {
        this.service = service;
        this.api = "http://127.0.0.1:" + port;
        this.admin = "http://127.0.0.1:" + adminPort;
    }

    /** @param draft its files, zipped */
    void run(byte[] draft) throws IOException, InterruptedException {
        List<Long> heap = new ArrayList<>(List.of(megabytesInUse()));
        long begin = System.nanoTime();
        Duration worked = service.processorTime();
        long looking = 0;
        Duration collecting = Duration.ZERO;
        JsonNode impact = json(HttpRequest.newBuilder(URI.create(api + PATH))
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(draft)));
        String id = impact.path("id").asText();
        if (id.isEmpty()) {
            throw new IllegalStateException(impact.toString());
        }
        do {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            impact = get(PATH + "/" + id);
            if (impact.path("percent").asInt() >= 10 * heap.size()) {
                long from = System.nanoTime();
                Duration before = service.processorTime();
                heap.add(megabytesInUse());
                looking += System.nanoTime() - from;
                collecting = collecting.plus(service.processorTime().minus(before));
            }
        } while (impact.path("state").asText().equals("running"));
        JsonNode result = impact.path("result");
        ImpactBench.tell(
                "book",
                result.path("accounts").asLong(),
                result.path("moves").asLong(),
                (System.nanoTime() - begin - looking) / 1e9,
                service.processorTime().minus(worked).minus(collecting).toNanos() / 1e9);
        System.out.println("           heap in use before and on the way, MB: " + heap);
        System.out.println("           " + result.path("summary").asText(impact.toString()));
    }

    /** From another day each time, since the database keeps answers. */
    void totals() throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Double> seconds = new ArrayList<>();
        long received = 0;
        for (int i = 0; i < TOTALS; i++) {
            long begin = System.nanoTime();
            String path = "/api/audit/totals?from=" + today.minusDays(i + 1) + "&to=" + today;
            received = get(path).at("/total/received").asLong();
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        Collections.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "totals     of %,d calls: %.2f s, the median of %d (%.2f to %.2f)%n",
                received,
                seconds.get(TOTALS / 2),
                TOTALS,
                seconds.get(0),
                seconds.get(TOTALS - 1));
    }

    /** After a full collection. */
    private long megabytesInUse() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(admin + "/tasks/gc")).POST(BodyPublishers.noBody()));
        JsonNode metrics = json(HttpRequest.newBuilder(URI.create(admin + "/metrics.json")));
        return metrics.at("/gauges/jvm.memory.heap.used/value").asLong() >> 20;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(URI.create(api + path)));
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(send(request));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
