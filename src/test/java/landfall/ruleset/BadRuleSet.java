package landfall.ruleset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.ruleset.trial.CoverageGoal;

/**
 * A folder of {@code bad/}: what it holds is laid over the right rule set of {@code base/}; {@code limits.properties}
 * makes limits small enough to be reached, {@code absent.txt} names a file that is left out.
 */
record BadRuleSet(String code, List<RuleFile> files, CheckOptions options) {

    static final Path FOLDER = Path.of("src/test/resources/landfall/ruleset");

    static List<BadRuleSet> all() {
        try (Stream<Path> folders = Files.list(FOLDER.resolve("bad"))) {
            return folders.sorted().map(BadRuleSet::read).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static CheckOptions usual() {
        return CheckOptions.of(ZoneId.of("UTC"), "USD", LocalDate.of(2026, 11, 24));
    }

    static List<RuleFile> base() {
        try {
            return RuleFiles.read(FOLDER.resolve("base"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Path expected() {
        return FOLDER.resolve("bad").resolve(code).resolve("expected.txt");
    }

    String printed() {
        return new IssuePrinter(files, false).print(issues());
    }

    /** Faults of cases show once the rules are right and the cases are tried. */
    List<Issue> issues() {
        boolean coverage = code.startsWith("coverage-");
        return coverage || code.startsWith("case-")
                ? new Preparation(
                                Preparation.Options.admittingAll(options.defaultZone(), options.baseCurrency())
                                        .requiring(coverage ? new CoverageGoal(0.5, 0.5) : CoverageGoal.NONE),
                                options.limits(),
                                Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC))
                        .prepare(files)
                        .issues()
                : RuleSetChecker.check(files, options).issues();
    }

    private static BadRuleSet read(Path folder) {
        try {
            TreeMap<String, RuleFile> files = new TreeMap<>();
            base().forEach(file -> files.put(file.path(), file));
            Limits limits = limits(folder.resolve("limits.properties"));
            for (RuleFile file : RuleFiles.read(folder, limits)) {
                if (!file.path().equals("limits.properties")) {
                    files.put(file.path(), file);
                }
            }
            Path absent = folder.resolve("absent.txt");
            if (Files.exists(absent)) {
                files.remove(Files.readString(absent).strip());
            }
            String code = folder.getFileName().toString();
            return new BadRuleSet(code, new ArrayList<>(files.values()), usual().withLimits(limits));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Limits limits(Path file) throws IOException {
        Properties small = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                small.load(reader);
            }
        }
        Limits usual = Limits.DEFAULT;
        return new Limits(
                limit(small, "files", usual.files()),
                limit(small, "ruleFileBytes", usual.ruleFileBytes()),
                limit(small, "tableFileBytes", usual.tableFileBytes()),
                limit(small, "rules", usual.rules()),
                limit(small, "tokens", usual.tokens()),
                limit(small, "depth", usual.depth()),
                limit(small, "conditions", usual.conditions()),
                limit(small, "values", usual.values()),
                limit(small, "textLength", usual.textLength()),
                limit(small, "nameLength", usual.nameLength()),
                limit(small, "rows", usual.rows()),
                limit(small, "issuesPerFile", usual.issuesPerFile()),
                limit(small, "cases", usual.cases()));
    }

    private static int limit(Properties small, String name, int usual) {
        return Integer.parseInt(small.getProperty(name, Integer.toString(usual)));
    }
}
