package landfall;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import landfall.cli.MoveProgress;
import landfall.cli.WrongUseException;
import landfall.ledger.LedgerDatabase;
import landfall.transfer.Move;
import landfall.transfer.Moved;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code move --to OTHER config.yml}: copies all that one configuration's database holds into the empty one of another. */
final class MoveCommand extends DatabaseCommand {

    private final PrintStream out;

    MoveCommand(PrintStream out) {
        super("move", "Copy everything into the empty database of another config.yml, such as from H2 to PostgreSQL");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--to")
                .required(true)
                .metavar("CONFIG")
                .help("a config.yml whose database is the one to move to");
    }

    @Override
    protected void run(
            Bootstrap<LandfallConfiguration> bootstrap, Namespace namespace, LandfallConfiguration configuration)
            throws IOException, ConfigurationException {
        LandfallConfiguration there = read(bootstrap, namespace.getString("to"));
        if (there.database().getUrl().equals(configuration.database().getUrl())) {
            throw new WrongUseException("both configurations name the same database");
        }
        try (LedgerDatabase from = LedgerDatabase.open(configuration.database(), new MetricRegistry());
                LedgerDatabase to = LedgerDatabase.openEvenUnfinished(there.database(), new MetricRegistry());
                MoveProgress progress = new MoveProgress()) {
            print(new Move(from, to, Clock.systemUTC()).run(progress));
        }
    }

    private void print(List<Moved> tables) {
        out.printf("%-20s %12s  %s%n", "table", "rows", "digest of its rows, the same in both databases");
        tables.forEach(
                table -> out.printf(Locale.ROOT, "%-20s %,12d  %s%n", table.table(), table.rows(), table.digest()));
        out.println("everything is there: start the service with that configuration, and with this one no more");
    }

    /** Another config.yml than the one that the command line names. */
    static LandfallConfiguration read(Bootstrap<?> bootstrap, String path) throws IOException, ConfigurationException {
        return new DefaultConfigurationFactoryFactory<LandfallConfiguration>()
                .create(
                        LandfallConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(bootstrap.getConfigurationSourceProvider(), path);
    }
}
