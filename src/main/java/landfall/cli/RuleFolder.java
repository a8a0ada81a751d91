package landfall.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.language.Issue;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.IssuePrinter;
import landfall.ruleset.Preparation;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import landfall.ruleset.analysis.Analysis;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.trial.CoverageGoal;
import landfall.ruleset.trial.TrialReport;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** A folder of rules on the command line, with the few settings that config.yml holds for the service. */
final class RuleFolder {

    /** Rows that can't be read, by name. */
    private static final int SHOWN = 20;

    private final Path folder;
    private final Preparation preparation;
    private final Clock clock;
    private final boolean colours;

    private RuleFolder(Path folder, Preparation preparation, Clock clock, boolean colours) {
        this.folder = folder;
        this.preparation = preparation;
        this.clock = clock;
        this.colours = colours;
    }

    static void addOptions(Subparser parser) {
        parser.addArgument("--zone")
                .setDefault("UTC")
                .metavar("ZONE")
                .help("time zone of rules and reps that name none, as config.yml has it (UTC)");
        parser.addArgument("--base-currency")
                .dest("baseCurrency")
                .setDefault("USD")
                .metavar("CODE")
                .help("currency of amounts in rules, as config.yml has it (USD)");
    }

    static RuleFolder of(Namespace namespace, String argument) {
        Path folder = Path.of(namespace.getString(argument));
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException(folder + " is not a folder");
        }
        Preparation.Options options = Preparation.Options.admittingAll(
                zone(namespace.getString("zone")), currency(namespace.getString("baseCurrency")));
        String coverage = namespace.getString("requireCoverage");
        if (coverage != null) {
            options = options.requiring(goal(coverage));
        }
        boolean colours = Terminal.isPresent() && System.getenv("NO_COLOR") == null;
        return new RuleFolder(folder, new Preparation(options, Clock.systemUTC()), Clock.systemUTC(), colours);
    }

    /** Compiled, without its cases; empty, and every issue printed, where it has errors. */
    Optional<CompiledRuleSet> compile(PrintStream out) {
        List<RuleFile> files = read();
        Prepared prepared = preparation.prepare(files);
        if (prepared instanceof Prepared.Ready ready) {
            return Optional.of(ready.ruleSet().compiled());
        }
        out.print(new IssuePrinter(files, colours).print(prepared.issues()));
        out.println(summary(prepared));
        return Optional.empty();
    }

    /**
     * Prints every issue, the cases and what they did not reach, and what the analysis found; whether there are no errors.
     *
     * @param accounts counted by finding; null: none
     */
    boolean report(PrintStream out, boolean json, @Nullable AccountFile accounts) {
        List<RuleFile> files = read();
        Prepared prepared = preparation.prepare(files);
        List<String> unread = new ArrayList<>();
        AnalysisReport analysis = prepared instanceof Prepared.Ready ready
                ? analyse(ready.ruleSet().compiled(), accounts, unread)
                : null;
        if (json) {
            out.println(JsonReport.of(prepared, analysis));
        } else {
            out.print(new IssuePrinter(files, colours).print(prepared.issues()));
            TrialReport report = prepared.report();
            if (report != null && report.coverage() != null) {
                CoverageReport.print(report.coverage(), out);
            }
            if (analysis != null) {
                out.print(AnalysisText.print(analysis));
                unread.stream().limit(SHOWN).forEach(out::println);
                if (!unread.isEmpty()) {
                    out.println(Counted.of(unread.size(), "row") + " of the accounts could not be read");
                }
            }
            out.println(summary(prepared) + (analysis == null ? "" : AnalysisText.summary(analysis)));
            if (!prepared.issues().isEmpty()) {
                out.println("what a code in brackets means: landfall check --explain "
                        + prepared.issues().get(0).code());
            }
        }
        return prepared instanceof Prepared.Ready;
    }

    /** @param unread gets each row that can't be read, with its fault */
    private AnalysisReport analyse(CompiledRuleSet compiled, @Nullable AccountFile accounts, List<String> unread) {
        try (compiled) {
            Analysis analysis = Analysis.of(compiled, clock.instant());
            if (accounts == null) {
                return analysis.report();
            }
            try (Stream<AccountFile.Row> rows = accounts.rows()) {
                return analysis.report(rows.flatMap(row -> {
                    if (row.account() == null) {
                        unread.add(accounts.path() + ":" + row.line() + ": " + row.fault());
                    }
                    return Stream.ofNullable(row.account());
                }));
            } catch (IOException | UncheckedIOException fault) {
                throw AccountOptions.unreadable(accounts, fault);
            }
        }
    }

    private List<RuleFile> read() {
        try {
            return RuleFiles.read(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot read " + folder, fault);
        }
    }

    private static String summary(Prepared prepared) {
        long errors = prepared.issues().stream().filter(Issue::isError).count();
        long warnings = prepared.issues().size() - errors;
        TrialReport report = prepared.report();
        String rules = prepared instanceof Prepared.Ready ready
                ? Counted.of(ready.ruleSet().compiled().checked().rules().size(), "rule") + ", "
                : "";
        String cases = report == null
                ? "cases not run"
                : (report.results().size() - report.failed()) + " of "
                        + Counted.of(report.results().size(), "case") + " passed, "
                        + Counted.of(report.unreached().size(), "rule") + " reached by none";
        return rules + Counted.of(errors, "error") + ", " + Counted.of(warnings, "warning") + ", " + cases;
    }

    private static CoverageGoal goal(String text) {
        double rules = 0;
        double conditions = 0;
        for (String part : text.split(",", -1)) {
            String[] share = part.split("=", -1);
            double value = share.length == 2 ? share(share[1]) : -1;
            if (value < 0 || value > 1) {
                throw new WrongUseException(
                        "--require-coverage takes shares from 0 to 1, such as rules=0.8,conditions=0.5, not \"" + text
                                + "\"");
            }
            switch (share[0].strip()) {
                case "rules" -> rules = value;
                case "conditions" -> conditions = value;
                default ->
                    throw new WrongUseException(
                            "--require-coverage knows rules and conditions, not \"" + share[0].strip() + "\"");
            }
        }
        return new CoverageGoal(rules, conditions);
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException fault) {
            return -1;
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException fault) {
            throw new WrongUseException("--zone takes a time zone such as Asia/Tokyo, not \"" + name + "\"");
        }
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException fault) {
            throw new WrongUseException("--base-currency takes an ISO 4217 code such as USD, not \"" + code + "\"");
        }
    }
}
