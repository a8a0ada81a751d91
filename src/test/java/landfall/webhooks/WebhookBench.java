package landfall.webhooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.PostgresServer;
import landfall.ledger.TestDatabase;

/**
 * Changes of owner, posted to a receiver that fails one call in three, by processes that are killed meanwhile; then looks whether
 * every change was delivered, in order for each account, and signed.
 *
 * <p>Arguments: events (100,000), seed (by the clock), kills (2), {@code nodes} for two processes on one PostgreSQL.
 */
final class WebhookBench {

    private static final int FAILS_ONE_IN = 3;
    private static final Duration MOST = Duration.ofMinutes(30);

    private WebhookBench() {}

    /** What came, with what is broken of it in words. */
    record Result(Deliveries deliveries, List<String> broken, double seconds) {}

    /** @param nodes processes on the database, of which one is killed at a time */
    static Result run(String url, int nodes, int events, int kills, long seed) throws InterruptedException {
        Deliveries deliveries = new Deliveries(FAILS_ONE_IN, seed);
        Random random = new Random(seed);
        long begun = System.nanoTime();
        try (Receiver receiver = new Receiver()) {
            receiver.forget();
            receiver.answer(deliveries::take);
            List<WebhookVictim> victims = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                victims.add(WebhookVictim.start(url, receiver.address(), events, seed));
                deliveries.signedWith(victims.get(0).secret());
            }
            for (int kill = 1; kill <= kills; kill++) {
                int share = events / (kills + 1);
                await(deliveries, (kill - 1) * share + share / 2 + random.nextInt(share / 2 + 1));
                int one = random.nextInt(nodes);
                victims.get(one).kill();
                System.out.printf("kill %d: %s%n", kill, deliveries.told());
                victims.set(one, WebhookVictim.start(url, receiver.address(), events, seed));
            }
            await(deliveries, events);
            double seconds = (System.nanoTime() - begun) / 1e9;
            victims.forEach(WebhookVictim::close);
            try (LedgerDatabase database = TestDatabase.open(url);
                    CommitLane lane = new CommitLane(database, LedgerSettings.DEFAULTS, Clock.systemUTC())) {
                lane.start();
                return new Result(deliveries, deliveries.broken(lane.ledger()), seconds);
            }
        }
    }

    private static void await(Deliveries deliveries, int count) throws InterruptedException {
        long begun = System.nanoTime();
        while (deliveries.count() < count) {
            if (System.nanoTime() - begun > MOST.toNanos()) {
                throw new AssertionError("only " + deliveries.told());
            }
            Thread.sleep(5);
        }
    }

    public static void main(String... args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
        int kills = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        boolean nodes = args.length > 3 && args[3].equals("nodes");
        Path folder = Files.createTempDirectory("webhook-bench");
        String url = nodes ? PostgresServer.freshDatabase() : "jdbc:h2:file:" + folder.resolve("landfall");
        System.out.printf("%,d events, %d kills, seed %d, at %s%n", events, kills, seed, url);
        Result result = run(url, nodes ? 2 : 1, events, kills, seed);
        result.broken().stream().limit(20).forEach(System.out::println);
        System.out.printf(
                "%s; %.1f s, %,.0f events a second; %d promises broken%n",
                result.deliveries().told(),
                result.seconds(),
                events / result.seconds(),
                result.broken().size());
        System.exit(result.broken().isEmpty() ? 0 : 1);
    }
}
