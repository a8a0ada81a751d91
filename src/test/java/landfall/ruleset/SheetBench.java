package landfall.ruleset;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import landfall.language.Rule;
import landfall.ruleset.source.RuleTable;

/**
 * What reading and checking a workbook of 10,000 rules of five conditions takes, its bytes in memory to the checked rule
 * set, Drools' own parser as witness included; and the same rules as a {@code .drl} file. The process is fresh: the first
 * run is cold.
 */
public final class SheetBench {

    private static final int RUNS = 7;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SheetBench() {}

    public static void main(String[] arguments) {
        int rules = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        byte[] text = text(rules).getBytes(StandardCharsets.UTF_8);
        List<Rule> read = checked(new RuleFile("rules.drl", text)).rules();
        byte[] workbook = RuleTable.of(read).workbook();
        System.out.printf(
                Locale.ROOT, "%d rules; workbook %d bytes, text %d bytes%n", rules, workbook.length, text.length);
        measure("workbook", new RuleFile("rules.drl.xlsx", workbook), rules);
        measure("text", new RuleFile("rules.drl", text), rules);
    }

    private static void measure(String what, RuleFile file, int rules) {
        double[] seconds = new double[RUNS];
        double[] work = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            long before = PROCESS.getProcessCpuTime();
            if (checked(file).rules().size() != rules) {
                throw new IllegalStateException("not all rules were read");
            }
            seconds[i] = (System.nanoTime() - start) / 1e9;
            work[i] = (PROCESS.getProcessCpuTime() - before) / 1e9;
        }
        double first = seconds[0];
        double firstWork = work[0];
        Arrays.sort(seconds);
        Arrays.sort(work);
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT,
                "%-8s first %.2f s, median %.2f s, best %.2f s; processor time first %.2f s, median %.2f s;"
                        + " heap afterwards %d MB%n",
                what,
                first,
                seconds[RUNS / 2],
                seconds[0],
                firstWork,
                work[RUNS / 2],
                heap >> 20);
    }

    private static CheckedRuleSet checked(RuleFile file) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file);
        if (RuleSetChecker.check(files, BadRuleSet.usual()) instanceof CheckResult.Checked checked) {
            return checked.ruleSet();
        }
        throw new IllegalStateException("the rules have errors");
    }

    private static String text(int rules) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rules; i++) {
            text.append("rule \"Rule " + i + "\"\n    salience " + (i % 100) + "\nwhen\n    Account(\n")
                    .append("        country == \"US\", region in (\"CA\", \"OR\", \"WA\"),\n")
                    .append("        industry in (\"Software\", \"Banking\"), dealSize >= " + i + ", dealSize < "
                            + 2 * (i + 1) + "\n")
                    .append("    )\nthen\n    routing.territory(\"us-west\");\nend\n\n");
        }
        return text.toString();
    }
}
