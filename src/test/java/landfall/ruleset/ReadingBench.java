package landfall.ruleset;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What reading and checking 10,000 rules takes as sentences, against the same rules as {@code .drl}: the forms take turns
 * in one process, and processor time is told beside the clock's, since others may use the machine.
 */
public final class ReadingBench {

    private static final int WARM_UP = 4;
    private static final int RUNS = 7;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ReadingBench() {}

    private record Took(List<Double> seconds, List<Double> work) {}

    public static void main(String[] arguments) {
        int rules = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        Map<RuleReadingBenchmark.Form, RuleReadingBenchmark> forms = new LinkedHashMap<>();
        Map<RuleReadingBenchmark.Form, Took> took = new LinkedHashMap<>();
        for (RuleReadingBenchmark.Form form : RuleReadingBenchmark.Form.values()) {
            RuleReadingBenchmark benchmark = new RuleReadingBenchmark();
            benchmark.rules = rules;
            benchmark.form = form;
            benchmark.write();
            forms.put(form, benchmark);
            took.put(form, new Took(new ArrayList<>(), new ArrayList<>()));
        }
        for (int run = 0; run < WARM_UP + RUNS; run++) {
            boolean counts = run >= WARM_UP;
            forms.forEach((form, benchmark) -> {
                System.gc();
                long start = System.nanoTime();
                long before = PROCESS.getProcessCpuTime();
                if (!(benchmark.readAndCheck() instanceof CheckResult.Checked checked)
                        || checked.ruleSet().rules().size() != rules) {
                    throw new IllegalStateException("not all rules were read");
                }
                Took of = took.getOrDefault(form, new Took(new ArrayList<>(), new ArrayList<>()));
                if (counts) {
                    of.seconds().add((System.nanoTime() - start) / 1e9);
                    of.work().add((PROCESS.getProcessCpuTime() - before) / 1e9);
                }
            });
        }
        double plain = median(took.getOrDefault(RuleReadingBenchmark.Form.DRL, new Took(List.of(), List.of()))
                .work());
        took.forEach((form, of) -> System.out.printf(
                Locale.ROOT,
                "%-8s %d rules: median %.2f s, processor time %.2f s, %.2f times that of .drl%n",
                form,
                rules,
                median(of.seconds()),
                median(of.work()),
                median(of.work()) / plain));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
