package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code check}: every issue of a folder of rules, its cases, the rules that no case reached, and what they leave open. */
public final class CheckCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public CheckCommand(ExitStatus exit, PrintStream out) {
        super("check", "Check a folder of rules and run its cases");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("folder").help("folder of the rule set");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("print the report as JSON");
        parser.addArgument("--accounts")
                .metavar("FILE")
                .help("CSV or NDJSON file of accounts, to count how many each finding touches");
        AccountFile.addMapping(parser);
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        RuleFolder folder = RuleFolder.of(namespace, "folder");
        AccountFile accounts = namespace.getString("accounts") == null ? null : AccountFile.of(namespace);
        boolean clean = folder.report(out, namespace.getBoolean("json"), accounts);
        exit.set(clean ? 0 : 1);
    }
}
