package landfall.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.util.Duration;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import landfall.http.Json;
import landfall.http.Limits;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.ServiceSecrets;
import landfall.ledger.TestDatabase;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What webhooks cost the lane: changes of owner at a steady rate, in turn without a webhook, with one whose receiver takes
 * everything, and with one whose receiver is gone; from submitting to the answer, and the processor time of the lane's thread.
 *
 * <p>Arguments: changes a second (500), seconds of a round (8), rounds (3).
 */
final class WebhookLaneBench {

    private static final int WARM_UP_SECONDS = 4;

    private enum Mode {
        WITHOUT,
        WITH,
        GONE
    }

    /** Of all rounds of one mode. */
    private static final class Seen {
        final Histogram latency = new ConcurrentHistogram(60_000_000_000L, 3);
        long laneNanos;
        long decisions;
    }

    private WebhookLaneBench() {}

    public static void main(String... args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Map<Mode, Seen> seen = new EnumMap<>(Mode.class);
        round(Mode.WITH, rate, WARM_UP_SECONDS, new Seen());
        for (int i = 0; i < rounds; i++) {
            for (Mode mode : Mode.values()) {
                Seen of = seen.computeIfAbsent(mode, each -> new Seen());
                round(mode, rate, seconds, of);
                System.out.printf(
                        "%-8s ms p50 %.2f p99 %.2f p99.9 %.2f; lane's processor time %.1f µs a decision, %,d decisions so far%n",
                        mode,
                        of.latency.getValueAtPercentile(50) / 1e6,
                        of.latency.getValueAtPercentile(99) / 1e6,
                        of.latency.getValueAtPercentile(99.9) / 1e6,
                        of.laneNanos / 1e3 / of.decisions,
                        of.decisions);
            }
        }
        System.exit(0);
    }

    private static void round(Mode mode, int rate, int seconds, Seen seen) throws Exception {
        Path folder = Files.createTempDirectory("webhook-lane-bench");
        try (LedgerDatabase database = TestDatabase.open("jdbc:h2:file:" + folder.resolve("landfall"));
                CommitLane lane = new CommitLane(database, LedgerSettings.DEFAULTS, Clock.systemUTC());
                Receiver receiver = new Receiver();
                Webhooks webhooks = webhooks(database, lane)) {
            lane.start();
            receiver.forget();
            if (mode != Mode.WITHOUT) {
                URI address = URI.create(mode == Mode.GONE ? "http://127.0.0.1:9/" : receiver.address());
                webhooks.create(new NewWebhook(address, List.of(), List.of(), 0L), "bench");
            }
            webhooks.start();
            long before = laneNanos();
            drive(lane, rate, rate * seconds, seen.latency);
            seen.laneNanos += laneNanos() - before;
            seen.decisions += (long) rate * seconds;
        }
    }

    private static void drive(CommitLane lane, int rate, int decisions, Histogram latency) {
        long begun = System.nanoTime();
        long apart = TimeUnit.SECONDS.toNanos(1) / rate;
        for (int i = 0; i < decisions; i++) {
            long due = begun + i * apart;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            lane.submit(WebhookVictim.other("account " + i))
                    .whenComplete((recorded, failure) -> latency.recordValue(System.nanoTime() - due));
        }
        while (lane.ledger().count() < decisions) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Webhooks webhooks(LedgerDatabase database, CommitLane lane) {
        ObjectMapper mapper = Json.configure(Jackson.newObjectMapper(), Limits.DEFAULTS);
        WebhookSettings defaults = WebhookSettings.DEFAULTS;
        return new Webhooks(
                database.jdbi(),
                database.isShared(),
                database::durably,
                lane.ledger(),
                new ServiceSecrets(database.jdbi(), database::durably).get("webhooks"),
                new WebhookSettings(
                        true, List.of("127.0.0.0/8"), Duration.seconds(5), defaults.retries(), defaults.concurrency()),
                mapper,
                Clock.systemUTC());
    }

    private static long laneNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("commit-lane"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }
}
