package landfall;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.time.Clock;
import landfall.audit.Fairness;
import landfall.cli.ExitStatus;
import landfall.cli.FairnessReport;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code fairness config.yml}: takes every stored turn again, while the service is stopped. */
final class FairnessCommand extends DatabaseCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    FairnessCommand(ExitStatus exit, PrintStream out) {
        super("fairness", "Check that every turn of every rotation went to whom it had to");
        this.exit = exit;
        this.out = out;
    }

    @Override
    protected void run(
            Bootstrap<LandfallConfiguration> bootstrap, Namespace namespace, LandfallConfiguration configuration) {
        try (LedgerDatabase database = LedgerDatabase.open(configuration.database(), new MetricRegistry());
                CommitLane lane = new CommitLane(database, configuration.ledger(), Clock.systemUTC())) {
            lane.start();
            FairnessReport.print(Fairness.check(lane.ledger()), exit, out);
        }
    }
}
