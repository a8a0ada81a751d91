package landfall.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import landfall.rotation.FairnessCheck.PoolReport;

/** Prints what a check of all turns found, a line for each pool and one for each fault. */
public final class FairnessReport {

    private FairnessReport() {}

    /** The exit code is 0 where no pool has a fault. */
    public static void print(List<PoolReport> pools, ExitStatus exit, PrintStream out) {
        out.printf(
                Locale.ROOT, "%-40s %10s %7s %8s %10s %8s%n", "pool", "turns", "epochs", "members", "largest", "bound");
        for (PoolReport pool : pools) {
            out.printf(
                    Locale.ROOT,
                    "%-40s %,10d %,7d %,8d %10s %8s%n",
                    pool.pool(),
                    pool.turns(),
                    pool.epochs(),
                    pool.members(),
                    pool.largest().toPlainString(),
                    pool.bound().toPlainString());
            pool.faults().forEach(fault -> out.println("  " + fault));
        }
        boolean fair = pools.stream().allMatch(pool -> pool.faults().isEmpty());
        out.println(fair ? "every turn went to whom it had to" : "NOT every turn went to whom it had to");
        exit.set(fair ? 0 : 1);
    }
}
