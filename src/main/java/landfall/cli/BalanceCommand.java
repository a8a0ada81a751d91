package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code balance}: who has how much, by a running service. */
public final class BalanceCommand extends RuleCommand {

    private final ExitStatus exit;
    private final PrintStream out;

    public BalanceCommand(ExitStatus exit, PrintStream out) {
        super("balance", "Tell who has how much, and how evenly it is spread over reps");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--fresh").action(Arguments.storeTrue()).help("make a new snapshot first");
        parser.addArgument("--from").metavar("DAY").help("the snapshot of each day from this one on");
        parser.addArgument("--until").metavar("DAY").help("the snapshot of each day until this one");
        parser.addArgument("--output").metavar("FILE").help("becomes CSV or JSON, by its name; else a text is printed");
        parser.addArgument("--to")
                .setDefault("http://localhost:8080")
                .metavar("URL")
                .help("the service (http://localhost:8080)");
        ServiceClient.addKey(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException, InterruptedException {
        BalanceReport report = new BalanceReport(out);
        BalanceService service = new BalanceService(ServiceClient.of(namespace), report);
        String output = namespace.getString("output");
        try {
            boolean made = !namespace.getBoolean("fresh") || service.takeFresh();
            String days = days(namespace);
            exit.set(made && (output == null ? service.print(days) : service.write(days, Path.of(output))) ? 0 : 1);
        } catch (ServiceClient.UnansweredException unanswered) {
            report.unanswered(unanswered);
            exit.set(1);
        }
    }

    private static String days(Namespace namespace) {
        StringBuilder query = new StringBuilder();
        String from = namespace.getString("from");
        String until = namespace.getString("until");
        query.append(from == null ? "" : "&from=" + ServiceClient.encoded(from));
        query.append(until == null ? "" : "&to=" + ServiceClient.encoded(until));
        return query.toString();
    }
}
