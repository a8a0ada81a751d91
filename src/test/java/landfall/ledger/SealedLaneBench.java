package landfall.ledger;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import landfall.seal.Sealer;
import landfall.seal.SigningKey;

/**
 * What sealing costs the commit lane, and how far it is behind: rounds with and without it by turns, as fast as the lane can, then
 * one at a steady rate.
 *
 * <p>Arguments: folder, decisions of a round (100,000), rounds of each kind (3), a second at the steady rate (2,000).
 */
final class SealedLaneBench {

    private static final int SUBMITTERS = 64;
    private static final int STEADY_SECONDS = 20;

    private SealedLaneBench() {}

    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        int decisions = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        int rate = args.length > 3 ? Integer.parseInt(args[3]) : 2_000;
        round(folder.resolve("warm"), decisions, true, 0);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double without = round(folder.resolve("without" + i), decisions, false, 0);
            ratios.add(round(folder.resolve("with" + i), decisions, true, 0) / without);
        }
        ratios.sort(null);
        System.out.printf(
                "throughput with the seal, of that without: %s, median %.2f%n", ratios, ratios.get(rounds / 2));
        round(folder.resolve("steady"), rate * STEADY_SECONDS, true, rate);
    }

    /** Decisions a second. */
    private static double round(Path folder, int decisions, boolean seal, int rate) throws Exception {
        Files.createDirectories(folder);
        try (Opened opened = Opened.in(folder)) {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
            Sealer sealer = new Sealer(
                    opened.database.jdbi(),
                    false,
                    opened.database::durably,
                    opened.ledger,
                    SigningKey.of(new byte[32]),
                    InstantSource.system());
            if (seal) {
                long pause = Sealer.PAUSE.toMillis();
                var unused = thread.scheduleWithFixedDelay(sealer::tick, pause, pause, TimeUnit.MILLISECONDS);
            }
            long processor = processor();
            long start = System.nanoTime();
            submit(opened, decisions, rate, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s the seal: %,.0f decisions a second, %.1f µs of processor time each%n",
                    seal ? "with" : "without", decisions / seconds, (processor() - processor) / 1e3 / decisions);
            while (seal && sealed(opened) < decisions) {
                Thread.sleep(20);
            }
            thread.shutdown();
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the sealer doesn't end");
            }
            if (seal) {
                lag(opened, decisions);
            }
            return decisions / seconds;
        }
    }

    private static void submit(Opened opened, int decisions, int rate, long start) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            Thread thread = new Thread(() -> {
                Turns turns =
                        Turns.of("emea", "amelie", "bo", "chiara", "dan", "eve").padded(690);
                for (long n = next.getAndIncrement(); n < decisions; n = next.getAndIncrement()) {
                    while (rate > 0 && System.nanoTime() < start + n * 1_000_000_000L / rate) {
                        LockSupport.parkNanos(200_000);
                    }
                    opened.answer(turns.proposal(UUID.randomUUID().toString(), null, List.of(), Map.of()));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long sealed(Opened opened) {
        return opened.database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT COALESCE(MAX(decisions), 0) FROM seal_checkpoint")
                .mapTo(Long.class)
                .one());
    }

    /** From the end of the transaction before the checkpoint that has a decision, by ids of decisions: their time in milliseconds. */
    private static void lag(Opened opened, int decisions) {
        long[] millis = new long[decisions];
        opened.database.jdbi().useHandle(handle -> handle.createQuery(
                        """
                        SELECT d.seq, d.id, c.sealed_at FROM seal_checkpoint c JOIN decision d
                          ON d.seq <= c.decisions AND d.seq > (
                            SELECT COALESCE(MAX(b.decisions), 0) FROM seal_checkpoint b WHERE b.size < c.size)
                        """)
                .map((row, context) -> {
                    long decided = row.getObject("id", UUID.class).getMostSignificantBits() >>> 16;
                    long sealed = row.getObject("sealed_at", java.time.OffsetDateTime.class)
                            .toInstant()
                            .toEpochMilli();
                    millis[(int) row.getLong("seq") - 1] = sealed - decided;
                    return true;
                })
                .forEach(read -> {}));
        Arrays.sort(millis);
        System.out.printf(
                "  from its id to its checkpoint's signature: ms p50 %d p99 %d max %d%n",
                millis[decisions / 2], millis[decisions * 99 / 100], millis[decisions - 1]);
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
