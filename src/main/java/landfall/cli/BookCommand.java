package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.jspecify.annotations.Nullable;

/** {@code book import|export}: brings a file of accounts with their owners into a running service, and gives the book out. */
public final class BookCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public BookCommand(ExitStatus exit, PrintStream out) {
        super("book", "Bring in who owns what, and give it out");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions =
                parser.addSubparsers().dest("action").metavar("ACTION").help("import or export");
        Subparser bringIn = action(actions, "import", "Bring in a file of accounts with their owners");
        bringIn.addArgument("accounts").help("CSV or NDJSON file, as the CRM exports it");
        bringIn.addArgument("--preset").metavar("CRM").help("whose export it is: salesforce or hubspot");
        bringIn.addArgument("--source").metavar("NAME").help("the source of rows that name none");
        AccountOptions.addMapping(bringIn);
        Subparser giveOut = action(actions, "export", "Give out every account with its owner");
        giveOut.addArgument("--output").required(true).metavar("FILE").help("becomes CSV or NDJSON, by its name");
        giveOut.addArgument("--since")
                .type(Long.class)
                .setDefault(0L)
                .metavar("CURSOR")
                .help("only what was decided about since the export that ended with this cursor");
    }

    private static Subparser action(Subparsers actions, String name, String help) {
        Subparser action = actions.addParser(name).help(help);
        action.addArgument("--to")
                .setDefault("http://localhost:8080")
                .metavar("URL")
                .help("the service (http://localhost:8080)");
        ServiceClient.addKey(action);
        return action;
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException, InterruptedException {
        BookService service = new BookService(ServiceClient.of(namespace));
        BookReport report = new BookReport(out);
        try {
            exit.set(
                    namespace.getString("action").equals("import")
                            ? bringIn(service, report, namespace)
                            : giveOut(service, report, namespace));
        } catch (ServiceClient.UnansweredException unanswered) {
            report.unanswered(unanswered);
            exit.set(1);
        }
    }

    private static int bringIn(BookService service, BookReport report, Namespace namespace)
            throws IOException, InterruptedException {
        Path file = Path.of(namespace.getString("accounts"));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new WrongUseException("cannot read " + file);
        }
        List<String> maps = namespace.getList("map");
        return service.bringIn(
                        file,
                        maps == null ? List.of() : maps,
                        namespace.getString("preset"),
                        namespace.getString("source"),
                        report)
                ? 0
                : 1;
    }

    private static int giveOut(BookService service, BookReport report, Namespace namespace)
            throws IOException, InterruptedException {
        return service.giveOut(Path.of(namespace.getString("output")), namespace.getLong("since"), report) ? 0 : 1;
    }
}
