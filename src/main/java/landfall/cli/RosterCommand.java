package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import landfall.ruleset.FileKind;
import landfall.ruleset.IssuePrinter;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code roster publish}: sends a folder's roster to a running service, and prints what has changed, or why not. */
public final class RosterCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public RosterCommand(ExitStatus exit, PrintStream out) {
        super("roster", "Publish a folder's roster to a running service");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("what").choices("publish").help("publish");
        parser.addArgument("folder").help("folder that holds reps.csv and territories.csv");
        parser.addArgument("--to").required(true).metavar("URL").help("the service, such as http://localhost:8080");
        parser.addArgument("--message").setDefault("").metavar("TEXT").help("why");
        ServiceClient.addBy(parser);
        ServiceClient.addKey(parser);
        parser.addArgument("--check").action(Arguments.storeTrue()).help("only say what would happen");
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException, InterruptedException {
        ServiceClient service = ServiceClient.of(namespace);
        List<RuleFile> files = files(Path.of(namespace.getString("folder")));
        boolean colours = Terminal.isPresent() && System.getenv("NO_COLOR") == null;
        RosterReport report = new RosterReport(out, new IssuePrinter(files, colours));
        boolean published = new RosterService(service)
                .publish(
                        files,
                        service.by(namespace),
                        namespace.getString("message"),
                        namespace.getBoolean("check"),
                        report);
        exit.set(published ? 0 : 1);
    }

    private List<RuleFile> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException(folder + " is not a folder");
        }
        if (!Files.exists(folder.resolve("reps.csv"))) {
            boolean above = Files.exists(folder.resolve("roster/reps.csv"));
            throw new WrongUseException(
                    folder + " has no reps.csv" + (above ? "; did you mean " + folder.resolve("roster") + "?" : ""));
        }
        List<RuleFile> all = RuleFiles.readRoster(folder);
        for (RuleFile file : all) {
            if (file.kind() != FileKind.ROSTER) {
                out.println("left out: " + file.path() + " is no file of a roster");
            } else if (file.reading() != RuleFile.Reading.WHOLE) {
                throw new WrongUseException(file.path() + " can't be read whole");
            }
        }
        return RuleFiles.onlyRoster(all);
    }
}
