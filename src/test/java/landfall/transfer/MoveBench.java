package landfall.transfer;

import com.codahale.metrics.MetricRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import landfall.ledger.Backup;
import landfall.ledger.FilledDatabase;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.PostgresServer;
import landfall.ledger.TestDatabase;

/** How long a backup and a move take, in a folder that is given. */
public final class MoveBench {
    private long peak;
    private long steps;

    private MoveBench() {}

    public static void main(String... args) throws Exception {
        new MoveBench().run(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000);
        System.exit(0);
    }

    private void run(Path folder, int decisions) throws Exception {
        String h2 = "jdbc:h2:file:" + folder.resolve("landfall");
        FilledDatabase.make(h2, decisions);
        try (LedgerDatabase from = LedgerDatabase.open(TestDatabase.settings(h2), new MetricRegistry());
                LedgerDatabase to = LedgerDatabase.openEvenUnfinished(
                        TestDatabase.settings(PostgresServer.freshDatabase()), new MetricRegistry())) {
            long start = System.nanoTime();
            Backup backup = from.backup(folder.resolve("backup.mv.db"));
            System.out.printf("backup: %,d bytes, %s, %.1f s%n", backup.bytes(), backup.contents(), seconds(start));
            start = System.nanoTime();
            List<Moved> moved = new Move(from, to, InstantSource.system()).run(new Move.Progress() {
                @Override
                public void begins(long rows) {}

                @Override
                public void step() {
                    steps++;
                    if (steps % 10_000 == 0) {
                        Runtime runtime = Runtime.getRuntime();
                        peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
                    }
                }
            });
            long rows = moved.stream().mapToLong(Moved::rows).sum();
            System.out.printf(
                    "move: %,d decisions, %,d rows copied and read back in %.1f s: %,.0f decisions/s, %,.0f rows/s;"
                            + " heap up to %,d MB%n",
                    decisions, rows, seconds(start), decisions / seconds(start), rows / seconds(start), peak >> 20);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
