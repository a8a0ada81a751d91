package landfall.cli;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import net.sourceforge.argparse4j.inf.Namespace;

/** A command that is told by a sentence what was wrong with its use, and only of a defect by its stack trace. */
abstract class RuleCommand extends Command {

    RuleCommand(String name, String description) {
        super(name, description);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof WrongUseException) {
            cli.getStdErr().println("landfall " + getName() + ": " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
