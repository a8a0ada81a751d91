package landfall.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Kills a process at random moments, once it gave a random number of answers, while callers ask it, each until it is answered, and again now and then; then looks
 * whether all that was answered, and nothing else, is there.
 *
 * <p>Arguments: kills (100), seed (by the clock), {@code service} to kill the whole service
 * instead of the lane alone, {@code nodes} to kill one of two lanes that share a PostgreSQL.
 */
final class KillBench {
    /** What a thousand answers take at most, on a slow machine. */
    private static final Duration MOST = Duration.ofMinutes(3);

    private KillBench() {}

    /** What callers asked and were told, over so many kills. */
    static History run(int kills, long seed, int mostAnswers, Supplier<Victim> start) throws InterruptedException {
        VictimOfNow victim = new VictimOfNow(start.get());
        Load load = new Load(ask -> victim.now.assign(ask), seed);
        Random random = new Random(seed);
        for (int kill = 1; kill <= kills; kill++) {
            load.awaitAnswers(random.nextInt(mostAnswers), MOST);
            Thread.sleep(random.nextInt(20));
            victim.now.kill();
            victim.now = start.get();
            System.out.printf(
                    "kill %d: %,d answers, %,d asked again%n",
                    kill, load.history().countAnswered(), load.unanswered());
        }
        load.awaitAnswers(100, MOST);
        load.end();
        victim.now.close();
        return load.history();
    }

    private static final class VictimOfNow {
        volatile Victim now;

        VictimOfNow(Victim first) {
            this.now = first;
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
        History history = run(
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
            broken = LedgerCheck.broken(opened, history);
        }
        broken.forEach(System.out::println);
        System.out.printf("%d kills, %,d answers, %d promises broken%n", kills, history.countAnswered(), broken.size());
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
