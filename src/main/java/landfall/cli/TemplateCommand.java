package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.TableTemplate;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code template}: makes an empty workbook for rules, with what a folder of rules knows to choose from. */
public final class TemplateCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public TemplateCommand(ExitStatus exit, PrintStream out) {
        super("template", "Make an empty workbook for rules");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--rules")
                .setDefault("rules")
                .metavar("FOLDER")
                .help("folder whose territories, reps, regions and industries can be chosen from (rules)");
        NewWorkbook.addOption(parser);
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        NewWorkbook output = NewWorkbook.of(namespace);
        Optional<CompiledRuleSet> rules = RuleFolder.of(namespace, "rules").compile(out);
        if (rules.isEmpty()) {
            exit.set(1);
            return;
        }
        try (CompiledRuleSet compiled = rules.get()) {
            CheckedRuleSet checked = compiled.checked();
            output.write(TableTemplate.of(checked.rules(), checked.vocabulary(), checked.roster()));
            out.println("written to " + output.path() + "; one row is one rule");
        }
    }
}
