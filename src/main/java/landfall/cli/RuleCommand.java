package landfall.cli;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import net.sourceforge.argparse4j.inf.Namespace;

/** A command over a folder of rules: wrong use is answered by a sentence, a defect by its stack trace. */
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
