package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import landfall.ruleset.IssuePrinter;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code publish}: sends a folder's rules to a running service, and prints what became of them, or why not. */
public final class PublishCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public PublishCommand(ExitStatus exit, PrintStream out) {
        super("publish", "Publish a folder's rules to a running service");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("folder").help("folder of the rule set; its roster is left out, see roster publish");
        parser.addArgument("--to").required(true).metavar("URL").help("the service, such as http://localhost:8080");
        parser.addArgument("--message").setDefault("").metavar("TEXT").help("why");
        ServiceClient.addBy(parser);
        ServiceClient.addKey(parser);
        parser.addArgument("--activate").action(Arguments.storeTrue()).help("let it decide at once");
        parser.addArgument("--check").action(Arguments.storeTrue()).help("only say what would happen");
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException, InterruptedException {
        ServiceClient service = ServiceClient.of(namespace);
        Path folder = Path.of(namespace.getString("folder"));
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException(folder + " is not a folder");
        }
        List<RuleFile> files = RuleFiles.withoutRoster(RuleFiles.read(folder));
        for (RuleFile file : files) {
            if (file.reading() == RuleFile.Reading.IGNORED) {
                out.println("left out: " + file.path() + " is no file of a rule set");
            } else if (file.reading() != RuleFile.Reading.WHOLE) {
                throw new WrongUseException(file.path() + " can't be read whole");
            }
        }
        boolean colours = Terminal.isPresent() && System.getenv("NO_COLOR") == null;
        PublishReport report = new PublishReport(out, new IssuePrinter(files, colours));
        boolean published = new RuleSetService(service)
                .publish(
                        files.stream()
                                .filter(file -> file.reading() == RuleFile.Reading.WHOLE)
                                .toList(),
                        new RuleSetService.Wish(
                                service.by(namespace),
                                namespace.getString("message"),
                                namespace.getBoolean("activate"),
                                namespace.getBoolean("check")),
                        report);
        exit.set(published ? 0 : 1);
    }
}
