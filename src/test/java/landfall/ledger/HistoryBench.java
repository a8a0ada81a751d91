package landfall.ledger;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes down what many callers were told by a ledger in memory, and checks it; prints what a call costs and how long the check takes.
 *
 * <p>Argument: calls (1,000,000).
 */
final class HistoryBench {
    private static final int CALLERS = 4;

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

    /** Of all threads of this process, the collector's included. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    public static void main(String... args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        History history = new History();
        SyntheticLedger ledger = new SyntheticLedger(RandomAsks.POOLS);
        long began = System.nanoTime();
        ask(history, ledger, RandomAsks.POOLS, calls, CALLERS, 1);
        long asked = System.nanoTime();
        long processorBefore = processorNanos();
        HistoryChecker checker = new HistoryChecker(history, RandomAsks.POOLS);
        ledger.decisions().forEach(checker::take);
        List<String> broken = checker.broken(ledger.rotations());
        long checked = System.nanoTime();
        long processor = processorNanos() - processorBefore;
        broken.stream().limit(20).forEach(System.out::println);
        System.out.printf(
                "%,d calls by %d callers in %.1f s; %,d decisions checked in %.2f s (at most 10 s), %.2f s of processors; "
                        + "%d promises broken; heap of at most %,d MB%n",
                history.size(),
                CALLERS,
                (asked - began) / 1e9,
                ledger.decisions().size(),
                (checked - asked) / 1e9,
                processor / 1e9,
                broken.size(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
