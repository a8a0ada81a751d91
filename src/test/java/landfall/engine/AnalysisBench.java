package landfall.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import landfall.account.AccountRequest;
import landfall.language.Rule;
import landfall.ruleset.CheckOptions;
import landfall.ruleset.CheckResult;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleSetChecker;
import landfall.ruleset.analysis.Analysis;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.source.RuleText;

/**
 * What analysing 10,000 rules of five conditions takes, and counting 100,000 accounts. Three sets: the rules that the
 * engine is measured with, whose regions are of the United States whatever the country; those with only that country, so
 * that all of them can match; and these with one priority, so that any two of them can overlap.
 */
public final class AnalysisBench {

    private static final int RUNS = 5;
    /** Regions of other countries are warnings; all of them may be told. */
    private static final Limits MANY_ISSUES = new Limits(
            5_000, 16 << 20, 64 << 20, 100_000, 5_000_000, 50, 1_000, 10_000, 4_000, 200, 1_000_000, 100_000, 20_000);

    private static final int TERRITORIES = 50;
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private AnalysisBench() {}

    public static void main(String[] arguments) {
        int number = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        FigureSet figures = new FigureSet(40, 50, 30, 7);
        List<String> rules = new ArrayList<>();
        for (Rule rule : figures.rules(number, false)) {
            rules.add(RuleText.print(rule)
                    .replace("territory(\"t\")", "territory(\"t" + rules.size() % TERRITORIES + "\")"));
        }
        measure("any country", rules, figures);
        measure(
                "one country",
                rules.stream()
                        .map(rule -> rule.replaceFirst("country in \\([^)]*\\)", "country == \"US\""))
                        .toList(),
                figures);
        measure(
                "one country and priority",
                rules.stream()
                        .map(rule -> rule.replaceFirst("country in \\([^)]*\\)", "country == \"US\"")
                                .replaceFirst("salience \\d+", "salience 0"))
                        .toList(),
                figures);
    }

    private static void measure(String what, List<String> rules, FigureSet figures) {
        try (CompiledRuleSet compiled = compiled(String.join("\n", rules))) {
            double[] seconds = new double[RUNS];
            double[] work = new double[RUNS];
            Analysis analysis = Analysis.of(compiled, AT);
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                long before = PROCESS.getProcessCpuTime();
                analysis = Analysis.of(compiled, AT);
                seconds[run] = (System.nanoTime() - start) / 1e9;
                work[run] = (PROCESS.getProcessCpuTime() - before) / 1e9;
            }
            Arrays.sort(seconds);
            Arrays.sort(work);
            List<AccountRequest> accounts = figures.accounts(100_000).stream()
                    .map(account -> {
                        Map<String, Object> fields = new LinkedHashMap<>();
                        fields.put("country", "US");
                        if (account.region() != null) {
                            fields.put("region", account.region());
                        }
                        fields.put("industry", account.industry());
                        fields.put("dealSize", account.dealSize());
                        return new AccountRequest(fields);
                    })
                    .toList();
            long start = System.nanoTime();
            long before = PROCESS.getProcessCpuTime();
            AnalysisReport report = analysis.report(accounts.stream());
            double counting = (System.nanoTime() - start) / 1e9;
            double countingWork = (PROCESS.getProcessCpuTime() - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rules analysed in %.2f s, processor time %.2f s (median of %d, best %.2f s);"
                            + " %d accounts counted in %.2f s, processor time %.2f s%n",
                    what,
                    rules.size(),
                    seconds[RUNS / 2],
                    work[RUNS / 2],
                    RUNS,
                    seconds[0],
                    accounts.size(),
                    counting,
                    countingWork);
            Map<String, Integer> found = new LinkedHashMap<>(report.leftOut());
            report.findings().forEach(finding -> found.merge(finding.code().code(), 1, Integer::sum));
            System.out.println("  found " + found + "; left open: " + report.unfinished());
            System.out.println("  all findings: " + digest(compiled));
        }
    }

    /** Changes with every word and example of every finding. */
    private static String digest(CompiledRuleSet compiled) {
        Analysis.Limits all = new Analysis.Limits(Integer.MAX_VALUE, Analysis.Limits.USUAL.steps());
        String told = Analysis.of(compiled, AT, all).report().toString();
        return UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static CompiledRuleSet compiled(String drl) {
        StringBuilder territories = new StringBuilder("id,name,type,fallbackRep\nrest,Rest,fallback,bo\n");
        IntStream.range(0, TERRITORIES)
                .forEach(each -> territories.append("t").append(each).append(",T,territory,\n"));
        CheckResult result = RuleSetChecker.check(
                List.of(
                        file("rules.drl", drl),
                        file("rotations.drl", "rule \"Turns\" when Territory() then routing.roundRobin(\"bo\"); end"),
                        file("roster/territories.csv", territories.toString()),
                        file("roster/reps.csv", "id,name\nbo,Bo B\n")),
                CheckOptions.of(ZoneOffset.UTC, "USD", LocalDate.of(2026, 3, 2)).withLimits(MANY_ISSUES));
        if (result instanceof CheckResult.Checked checked) {
            return CompiledRuleSet.compile(checked.ruleSet(), source -> Set.of());
        }
        throw new IllegalStateException(
                "the rules have errors: " + result.issues().stream().limit(3).toList());
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
