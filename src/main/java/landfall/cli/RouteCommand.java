package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.account.Formula;
import landfall.rotation.Placement;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Rehearsal;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** {@code route}: routes a file of accounts by a folder of rules; nothing is recorded. */
public final class RouteCommand extends RuleCommand {

    private static final String[] COLUMNS = {"externalId", "status", "territory", "repId", "rule", "reason"};

    private final ExitStatus exit;
    private final PrintStream out;
    private final Clock clock;

    public RouteCommand(ExitStatus exit, PrintStream out, Clock clock) {
        super("route", "Route a file of accounts by a folder of rules; nothing is recorded");
        this.exit = exit;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--rules").required(true).help("folder of the rule set");
        AccountOptions.add(parser);
        parser.addArgument("--output").metavar("FILE").help("write one CSV line for each account");
        parser.addArgument("--match")
                .choices("company", "account")
                .setDefault("account")
                .help("company: accounts of one company go to one owner");
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        Instant at = AccountOptions.at(namespace, clock);
        AccountFile accounts = AccountOptions.file(namespace);
        Optional<CompiledRuleSet> rules = RuleFolder.of(namespace, "rules").compile(out);
        if (rules.isEmpty()) {
            exit.set(1);
            return;
        }
        boolean matchCompany = Objects.equals(namespace.getString("match"), "company");
        try (CompiledRuleSet compiled = rules.get()) {
            String output = namespace.getString("output");
            long bad = output == null
                    ? route(compiled, matchCompany, accounts, at, null)
                    : routeTo(Path.of(output), compiled, matchCompany, accounts, at);
            exit.set(bad == 0 ? 0 : 1);
        }
    }

    private long routeTo(Path output, CompiledRuleSet rules, boolean matchCompany, AccountFile accounts, Instant at)
            throws IOException {
        try (CSVPrinter printer = new CSVPrinter(
                writer(output), CSVFormat.RFC4180.builder().setHeader(COLUMNS).get())) {
            return route(rules, matchCompany, accounts, at, printer);
        }
    }

    private static Writer writer(Path output) {
        try {
            return Files.newBufferedWriter(output, StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new WrongUseException("--output: cannot write " + output);
        }
    }

    private long route(
            CompiledRuleSet rules, boolean matchCompany, AccountFile accounts, Instant at, @Nullable CSVPrinter printer)
            throws IOException {
        Rehearsal rehearsal = new Rehearsal(rules, matchCompany);
        RouteSummary summary = new RouteSummary();
        long bad = 0;
        try (Stream<AccountFile.Row> rows = accounts.rows();
                ProgressBar progress = AccountOptions.progress(getName())) {
            for (AccountFile.Row row : (Iterable<AccountFile.Row>) rows::iterator) {
                progress.step();
                if (row.account() == null) {
                    bad++;
                    out.println(accounts.path() + ":" + row.line() + ": " + row.fault());
                    continue;
                }
                Rehearsal.Placed placed = rehearsal.place(row.account(), at);
                summary.add(placed.placement());
                if (printer != null) {
                    print(printer, placed);
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw AccountOptions.unreadable(accounts, unreadable);
        }
        out.print(summary.print());
        if (bad > 0) {
            out.println(Counted.of(bad, "row") + " could not be read");
        }
        return bad;
    }

    private static void print(CSVPrinter printer, Rehearsal.Placed placed) throws IOException {
        Placement placement = placed.placement();
        printer.printRecord(
                cell(placed.cleaned().account().externalId()),
                placement.status().word(),
                placement.territory(),
                placement.owner(),
                cell(placement.rule()),
                cell(placement.reason()));
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null ? null : Formula.disarmed(text);
    }
}
