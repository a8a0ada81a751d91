package landfall.ruleset;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import landfall.ruleset.trial.Case;
import landfall.ruleset.trial.CaseReader;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.Trial;

/** What trying 1,000 cases on 10,000 rules of five conditions takes, with all that is told of what they reach. */
public final class CoverageBench {

    private static final int RUNS = 7;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC);

    private CoverageBench() {}

    public static void main(String[] arguments) {
        int rules = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        int cases = arguments.length < 2 ? 1_000 : Integer.parseInt(arguments[1]);
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("rules.drl", rules(rules).getBytes(StandardCharsets.UTF_8)));
        if (!(RuleSetChecker.check(files, BadRuleSet.usual()) instanceof CheckResult.Checked checked)) {
            throw new IllegalStateException("the rules have errors");
        }
        CompiledRuleSet compiled =
                CompiledRuleSet.compile(checked.ruleSet(), source -> java.util.Set.of(CheckOptions.ANY));
        List<Case> read = CaseReader.read(
                        List.of(new RuleFile("cases/a.yml", cases(cases).getBytes(StandardCharsets.UTF_8))),
                        Limits.DEFAULT)
                .cases();
        double[] seconds = new double[RUNS];
        double[] work = new double[RUNS];
        Coverage coverage = null;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            long before = PROCESS.getProcessCpuTime();
            Trials trials = new Trials(compiled);
            new Trial(compiled.checked().rules(), trials::answer).run(read, CLOCK.instant());
            coverage = trials.coverage();
            seconds[i] = (System.nanoTime() - start) / 1e9;
            work[i] = (PROCESS.getProcessCpuTime() - before) / 1e9;
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        Arrays.sort(work);
        System.out.printf(
                Locale.ROOT,
                "%d rules, %d cases: first %.2f s, median %.2f s, processor time %.2f s; %d rules decided, %d matched, %d of %d conditions both ways%n",
                rules,
                read.size(),
                first,
                seconds[RUNS / 2],
                work[RUNS / 2],
                coverage.decided(),
                coverage.matched(),
                coverage.bothWays(),
                coverage.conditions());
    }

    private static String rules(int count) {
        String[] regions = {"CA", "OR", "WA", "NY", "TX", "IL", "MA", "FL"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("rule \"Rule " + i + "\"\n    salience " + (i % 100) + "\nwhen\n    Account(\n")
                    .append("        country == \"US\", region in (\"" + regions[i % 8] + "\", \""
                            + regions[(i + 3) % 8] + "\"),\n")
                    .append("        industry == \"Industry " + i % 50 + "\", dealSize >= " + i + ", employees < "
                            + 2 * (i + 1) + "\n")
                    .append("    )\nthen\n    routing.territory(\"us-west\");\nend\n\n");
        }
        return text.append("rule \"Turns\"\nwhen\n    Territory( id == \"us-west\" )\nthen\n")
                .append("    routing.roundRobin(\"alice\", \"bob\");\nend\n")
                .toString();
    }

    private static String cases(int count) {
        String[] regions = {"CA", "OR", "WA", "NY", "TX", "IL", "MA", "FL"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("- name: case " + i + "\n  account: {country: " + (i % 10 == 0 ? "CA" : "US") + ", region: "
                    + regions[i % 8] + ", industry: Industry " + i % 60 + ", dealSize: " + i * 13 % 12_000
                    + ", employees: " + i * 7 % 9_000 + "}\n  at: 2026-03-03T18:00:00Z\n  expect: {overlays: {}}\n");
        }
        return text.toString();
    }
}
