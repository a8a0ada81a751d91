package landfall.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.impact.FileImpact;
import landfall.impact.Impact;
import landfall.impact.Move;
import landfall.impact.MoveTable;
import landfall.impact.Report;
import landfall.ruleset.CompiledRuleSet;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code impact}: who of a file of accounts would move from where one folder of rules sends them to where another does. */
public final class ImpactCommand extends RuleCommand {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final ExitStatus exit;
    private final PrintStream out;
    private final Clock clock;

    public ImpactCommand(ExitStatus exit, PrintStream out, Clock clock) {
        super("impact", "Say who of a file of accounts would move if other rules were active");
        this.exit = exit;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--from").required(true).help("folder of the rules by which accounts are where they are");
        parser.addArgument("--to").required(true).help("folder of the draft");
        AccountOptions.add(parser);
        parser.addArgument("--output").metavar("FILE").help("write one CSV line for each account that would move");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("print JSON for other programs");
        RuleFolder.addOptions(parser);
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        Instant at = AccountOptions.at(namespace, clock);
        AccountFile accounts = AccountOptions.file(namespace);
        RuleFolder from = RuleFolder.of(namespace, "from");
        RuleFolder to = RuleFolder.of(namespace, "to");
        Optional<CompiledRuleSet> before = from.compile(out);
        Optional<CompiledRuleSet> draft = before.isEmpty() ? Optional.empty() : to.compile(out);
        if (before.isEmpty() || draft.isEmpty()) {
            before.ifPresent(CompiledRuleSet::close);
            exit.set(1);
            return;
        }
        String output = namespace.getString("output");
        try (CompiledRuleSet old = before.get();
                CompiledRuleSet drafted = draft.get();
                MoveTable table = output == null ? null : table(output)) {
            Rows rows = new Rows(accounts, table, namespace.getBoolean("json"));
            ForkJoinPool cores = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
            try (Stream<AccountFile.Row> stream = accounts.rows();
                    ProgressBar progress = AccountOptions.progress(getName())) {
                rows.progress = progress;
                Impact impact = new FileImpact(old, drafted, at, cores).run(stream, rows);
                rows.print(impact);
            } catch (UncheckedIOException unreadable) {
                throw AccountOptions.unreadable(accounts, unreadable);
            } finally {
                cores.shutdownNow();
            }
        }
    }

    private static MoveTable table(String output) {
        try {
            return MoveTable.begin(Files.newBufferedWriter(Path.of(output), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new WrongUseException("--output: cannot write " + output);
        }
    }

    /** Hears of the rows, and prints what came of them. */
    private final class Rows implements FileImpact.Listener {

        private final AccountFile accounts;
        private final @Nullable MoveTable table;
        private final boolean json;
        private @Nullable ProgressBar progress;

        Rows(AccountFile accounts, @Nullable MoveTable table, boolean json) {
            this.accounts = accounts;
            this.table = table;
            this.json = json;
        }

        @Override
        public void bad(AccountFile.Row row) {
            if (!json) {
                out.println(accounts.path() + ":" + row.line() + ": " + row.fault());
            }
        }

        @Override
        public void move(Move move) {
            if (table != null) {
                try {
                    table.add(move);
                } catch (IOException full) {
                    throw new WrongUseException("--output: cannot write on: " + full.getMessage());
                }
            }
        }

        @Override
        public void progress(long rows) {
            if (progress != null) {
                progress.stepTo(rows);
            }
        }

        void print(Impact impact) throws IOException {
            if (json) {
                out.println(JSON.writeValueAsString(impact));
                return;
            }
            out.print(Report.of(impact));
            if (impact.unread() > 0) {
                out.println(Counted.of(impact.unread(), "row") + " could not be read");
            }
        }
    }
}
