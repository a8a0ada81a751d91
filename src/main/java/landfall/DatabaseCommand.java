package landfall;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import landfall.cli.WrongUseException;
import landfall.ledger.BackupException;
import landfall.ledger.LedgerUnavailableException;
import landfall.transfer.MoveRefusedException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** A command on the database that config.yml names; what the operator can mend is told in words, and only a defect with its stack trace. */
abstract class DatabaseCommand extends ConfiguredCommand<LandfallConfiguration> {

    DatabaseCommand(String name, String description) {
        super(name, description);
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable thrown) {
        if (thrown instanceof WrongUseException
                || thrown instanceof ConfigurationException
                || thrown instanceof LedgerUnavailableException
                || thrown instanceof BackupException
                || thrown instanceof MoveRefusedException) {
            cli.getStdErr().println("landfall " + getName() + ": " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
