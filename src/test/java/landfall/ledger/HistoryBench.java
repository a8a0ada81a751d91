package landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes down what many callers were told by a ledger in memory, and checks it; prints what a call costs and how long the check takes.
 *
 * <p>Argument: calls (1,000,000).
 */
final class HistoryBench {
    private static final int CALLERS = 16;

    private HistoryBench() {}

    /** Asks so many times altogether, by so many callers at once. */
    static void ask(
            History history,
            SyntheticLedger ledger,
            Map<String, Map<String, Integer>> pools,
            int calls,
            int callers,
            long seed)
            throws InterruptedException {
        RandomAsks asks = new RandomAsks(history, List.copyOf(pools.keySet()));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int share = calls / callers + (i < calls % callers ? 1 : 0);
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> {
                for (int call = 0; call < share; call++) {
                    ledger.ask(history, asks.next(random));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    public static void main(String... args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Map<String, Map<String, Integer>> pools = new TreeMap<>(Map.of(
                "emea", new TreeMap<>(Map.of("amelie", 1, "bo", 1, "chiara", 1)),
                "apac", new TreeMap<>(Map.of("dai", 3, "emi", 2, "finn", 1)),
                "americas", new TreeMap<>(Map.of("gus", 5, "hana", 2))));
        History history = new History();
        SyntheticLedger ledger = new SyntheticLedger(pools);
        long began = System.nanoTime();
        ask(history, ledger, pools, calls, CALLERS, 1);
        long asked = System.nanoTime();
        HistoryChecker checker = new HistoryChecker(history, pools);
        ledger.decisions().forEach(checker::take);
        List<String> broken = checker.broken(ledger.rotations());
        long checked = System.nanoTime();
        broken.stream().limit(20).forEach(System.out::println);
        System.out.printf(
                "%,d calls by %d callers in %.1f s; %,d decisions checked in %.2f s; %d promises broken; heap of at most %,d MB%n",
                history.size(),
                CALLERS,
                (asked - began) / 1e9,
                ledger.decisions().size(),
                (checked - asked) / 1e9,
                broken.size(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
