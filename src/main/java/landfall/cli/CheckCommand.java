package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import landfall.account.AccountFile;
import landfall.ruleset.IssuePages;
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
        parser.addArgument("folder").nargs("?").help("folder of the rule set");
        parser.addArgument("--explain").metavar("CODE").help("say what the code of an issue means, and how to mend it");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("print the report as JSON");
        parser.addArgument("--require-coverage")
                .dest("requireCoverage")
                .metavar("rules=0.8,conditions=0.5")
                .help("shares of the rules and conditions that the cases must reach, as config.yml has them (0)");
        parser.addArgument("--accounts")
                .metavar("FILE")
                .help("CSV or NDJSON file of accounts, to count how many each finding touches");
        AccountOptions.addMapping(parser);
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        String code = namespace.getString("explain");
        if (code != null) {
            out.print(IssuePages.find(code)
                    .orElseThrow(() ->
                            new WrongUseException("there is no issue code \"" + code + "\"; " + IssuePages.hint(code)))
                    .text());
            return;
        }
        if (namespace.getString("folder") == null) {
            throw new WrongUseException("name the folder of the rule set, such as: landfall check rules/");
        }
        RuleFolder folder = RuleFolder.of(namespace, "folder");
        AccountFile accounts = namespace.getString("accounts") == null ? null : AccountOptions.file(namespace);
        boolean clean = folder.report(out, namespace.getBoolean("json"), accounts);
        exit.set(clean ? 0 : 1);
    }
}
