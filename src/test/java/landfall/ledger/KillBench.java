package landfall.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Kills a process at random moments, once it gave a random number of answers, while callers ask it, each until it is answered, and again now and then; then looks
 * whether everything that was answered is there.
 *
 * <p>Arguments: kills (100), seed (by the clock), {@code service} to kill the whole service
 * instead of the lane alone, {@code nodes} to kill one of two lanes that share a PostgreSQL.
 */
final class KillBench {
    static final String POOL = "emea";
    private static final int CALLERS = 16;
    /** What a thousand answers take at most, on a slow machine. */
    private static final Duration MOST = Duration.ofMinutes(3);

    private final Supplier<Victim> start;
    private final Promises promises = new Promises();
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private volatile Victim victim;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    private KillBench(Supplier<Victim> start) {
        this.start = start;
        this.victim = start.get();
    }

    /** All that was promised to callers, over so many kills. */
    static Promises run(int kills, long seed, int mostAnswers, Supplier<Victim> start) throws InterruptedException {
        KillBench bench = new KillBench(start);
        Random random = new Random(seed);
        List<Thread> callers = new ArrayList<>();
        IntStream.range(0, CALLERS).forEach(i -> {
            Thread caller = new Thread(() -> bench.call(new Random(seed + i)), "caller-" + i);
            caller.setUncaughtExceptionHandler((thread, failure) -> bench.failures.add(failure));
            caller.setDaemon(true);
            caller.start();
            callers.add(caller);
        });
        for (int kill = 1; kill <= kills; kill++) {
            bench.awaitAnswers(random.nextInt(mostAnswers));
            Thread.sleep(random.nextInt(20));
            bench.victim.kill();
            bench.victim = start.get();
            System.out.printf(
                    "kill %d: %,d answers, %,d asked again%n", kill, bench.promises.count(), bench.retries.get());
        }
        bench.awaitAnswers(100);
        bench.ending = true;
        for (Thread caller : callers) {
            caller.join();
        }
        bench.victim.close();
        bench.failIfACallerDid();
        return bench.promises;
    }

    /** A moment that doesn't depend on how fast the machine is. */
    private void awaitAnswers(int more) throws InterruptedException {
        int enough = promises.count() + more;
        long end = System.nanoTime() + MOST.toNanos();
        while (promises.count() < enough) {
            failIfACallerDid();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no " + more + " answers within " + MOST);
            }
            Thread.sleep(1);
        }
    }

    private void failIfACallerDid() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new IllegalStateException("a caller failed", failure);
        }
    }

    private void call(Random random) {
        while (!ending) {
            List<String> before = random.nextInt(20) == 0 ? promises.keys() : List.of();
            if (!before.isEmpty() && random.nextBoolean()) {
                String key = before.get(random.nextInt(before.size()));
                ask(promises.account(key), key);
            } else if (!before.isEmpty()) {
                String account = promises.account(before.get(random.nextInt(before.size())));
                ask(account, "again" + accounts.incrementAndGet());
            } else {
                int number = accounts.incrementAndGet();
                ask("account" + number, "key" + number);
            }
        }
    }

    private void ask(String account, String key) {
        while (true) {
            Victim asked = victim;
            try {
                promises.answered(account, key, asked.assign(account, key));
                return;
            } catch (IOException e) {
                retries.incrementAndGet();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String... args) throws Exception {
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
        String what = args.length > 2 ? args[2] : "lane";
        Path folder = Files.createTempDirectory("kill-bench");
        String url =
                what.equals("nodes") ? PostgresServer.freshDatabase() : "jdbc:h2:ordered:" + folder.resolve("landfall");
        System.out.printf("%d kills of %s, seed %d, at %s%n", kills, what, seed, url);
        TwoNodes nodes = what.equals("nodes") ? new TwoNodes(url, seed) : null;
        Promises promises = run(
                kills,
                seed,
                5_000,
                () -> nodes != null
                        ? nodes
                        : what.equals("service")
                                ? ServiceVictim.start(folder)
                                : LaneVictim.start(folder, Durability.SYNCED));
        List<String> broken;
        try (Opened opened = Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system())) {
            broken = promises.broken(opened.ledger, POOL);
        }
        broken.forEach(System.out::println);
        System.out.printf("%d kills, %,d answers, %d promises broken%n", kills, promises.count(), broken.size());
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
