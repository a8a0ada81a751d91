package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.RuleTable;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code table}: writes the rules of a folder into one workbook; what no table can hold is named. */
public final class TableCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public TableCommand(ExitStatus exit, PrintStream out) {
        super("table", "Write the rules of a folder into one workbook");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("folder").help("folder of the rule set");
        NewWorkbook.addOption(parser);
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        NewWorkbook output = NewWorkbook.of(namespace);
        Optional<CompiledRuleSet> rules = RuleFolder.of(namespace, "folder").compile(out);
        if (rules.isEmpty()) {
            exit.set(1);
            return;
        }
        try (CompiledRuleSet compiled = rules.get()) {
            CheckedRuleSet checked = compiled.checked();
            RuleTable.Written written = RuleTable.of(checked.rules());
            output.write(written.workbook());
            written.left().forEach(out::println);
            out.println(written.rules() + " of " + Counted.of(checked.rules().size(), "rule") + " written to "
                    + output.path() + "; comments of rule files are not");
            exit.set(written.left().isEmpty() ? 0 : 1);
        }
    }
}
