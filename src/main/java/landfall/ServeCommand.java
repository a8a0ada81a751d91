package landfall;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.io.PrintWriter;
import java.net.BindException;
import landfall.http.CannotStartException;
import landfall.ledger.LedgerUnavailableException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** {@code server config.yml}; what the operator can mend is told in words, and only a defect with its stack trace. */
final class ServeCommand extends ServerCommand<LandfallConfiguration> {

    ServeCommand(LandfallApplication application) {
        super(application, "server", "starts the service");
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable thrown) {
        PrintWriter out = cli.getStdErr();
        if (thrown instanceof ConfigurationException
                || thrown instanceof CannotStartException
                || thrown instanceof LedgerUnavailableException) {
            out.println("Landfall can't start: " + thrown.getMessage());
        } else if (causedByBind(thrown)) {
            out.println(
                    "Landfall can't start: " + thrown.getMessage()
                            + ": another program listens there. Is Landfall running already? Else set another port in config.yml, under server.");
        } else {
            super.onError(cli, namespace, thrown);
        }
    }

    private static boolean causedByBind(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
