package landfall.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The lane alone: decisions per second and latency with closed-loop submitters, the file's size against the bytes of the
 * records, and how long it takes to open the file again.
 *
 * <p>Arguments: folder, decisions (1,000,000), submitters (64), share of calls with an idempotency key in percent (100).
 */
final class LaneBenchmark {
    private static final int RECORD_BYTES = 1_000;
    private static final String BODY = "{\"source\":\"marketo\",\"name\":\"Acme KK\",\"email\":\"%s@example.com\","
            + "\"country\":\"Japan\",\"region\":\"Tokyo\",\"postalCode\":\"100-0001\",\"industry\":\"SaaS\","
            + "\"employees\":420,\"dealSize\":12000000,\"currency\":\"JPY\",\"website\":\"%s.example\"}";

    private LaneBenchmark() {}

    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        long decisions = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
        int submitters = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        int keyed = args.length > 3 ? Integer.parseInt(args[3]) : 100;
        Files.createDirectories(folder);
        Histogram latency = new ConcurrentHistogram(60_000_000_000L, 3);
        AtomicLong next = new AtomicLong();
        AtomicLong recordBytes = new AtomicLong();
        Opened opened = open(folder);
        long before = opened.ledger.count();
        long started = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < submitters; i++) {
            Thread thread = new Thread(() -> submit(opened, next, decisions, keyed, latency, recordBytes));
            thread.start();
            threads.add(thread);
        }
        watch(threads, next, folder, opened);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%,d decisions by %d submitters in %.1f s: %,.0f/s; ms p50 %.2f p99 %.2f p99.9 %.2f max %.1f%n",
                opened.ledger.count() - before,
                submitters,
                seconds,
                (opened.ledger.count() - before) / seconds,
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getValueAtPercentile(99.9) / 1e6,
                latency.getMaxValue() / 1e6);
        if (before == 0) {
            System.out.printf(
                    "open: file %,d bytes, records %,d bytes: %.2f times%n",
                    size(folder), recordBytes.get(), (double) size(folder) / recordBytes.get());
        }
        long closing = System.nanoTime();
        opened.close();
        System.out.printf("closed in %.2f s: file %,d bytes%n", (System.nanoTime() - closing) / 1e9, size(folder));
        reopen(folder);
    }

    private static void submit(
            Opened opened, AtomicLong next, long decisions, int keyed, Histogram latency, AtomicLong recordBytes) {
        Turns turns = Turns.of("emea", "amelie", "bo", "chiara", "dan", "eve").padded(RECORD_BYTES - 310);
        long bytes = 0;
        for (long i = next.getAndIncrement(); i < decisions; i = next.getAndIncrement()) {
            String random = UUID.randomUUID().toString();
            Proposal proposal = turns.proposal(
                    random,
                    i % 100 < keyed ? Turns.key(random, Turns.FINGERPRINT) : null,
                    List.of("domain:" + random + ".example"),
                    Map.of(
                            "email",
                            random + "@example.com",
                            "person",
                            "Mai Tanaka",
                            "body",
                            BODY.formatted(random, random)));
            long start = System.nanoTime();
            Recorded.Answer answer = opened.answer(proposal);
            latency.recordValue(System.nanoTime() - start);
            if (i % 1_000 == 0) {
                bytes += 1_000L
                        * opened.ledger.find(answer.decisionId()).orElseThrow().decision().length;
            }
        }
        recordBytes.addAndGet(bytes);
    }

    private static void watch(List<Thread> threads, AtomicLong next, Path folder, Opened opened) throws Exception {
        long before = 0;
        for (int tick = 1; threads.stream().anyMatch(Thread::isAlive); tick++) {
            Thread.sleep(200);
            if (tick % 50 == 0) {
                long now = next.get();
                System.out.printf(
                        "%,d decisions, %,d/s, file %,d bytes, %d%% in use%n",
                        now,
                        (now - before) / 10,
                        size(folder),
                        ((EmbeddedDatabase) opened.database).file().fillRate());
                before = now;
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void reopen(Path folder) {
        long start = System.nanoTime();
        try (Opened opened = open(folder)) {
            System.out.printf(
                    "opened again in %.2f s with %,d decisions%n",
                    (System.nanoTime() - start) / 1e9, opened.ledger.count());
        }
    }

    private static Opened open(Path folder) {
        return Opened.at(
                "file:" + folder.resolve("landfall") + System.getProperty("h2", ""),
                Opened.indexEvery(Integer.getInteger("indexEvery", LedgerSettings.DEFAULTS.indexEvery())),
                InstantSource.system(),
                Durability.SYNCED);
    }

    private static long size(Path folder) {
        try {
            return Files.size(folder.resolve("landfall.mv.db"));
        } catch (IOException e) {
            return -1;
        }
    }
}
