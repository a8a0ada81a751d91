package landfall.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What reading and checking rules of five conditions, three of them {@code in}, costs, the witness included. Aim: 10,000
 * rules in at most 1.5 s on two cores, and linear; as sentences in at most twice the time of the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(1)
public class RuleReadingBenchmark {

    @Param({"1000", "10000"})
    public int rules;

    /** How rules are written. */
    public enum Form {
        DRL,
        ENGLISH,
        JAPANESE
    }

    @Param
    public Form form = Form.DRL;

    private List<RuleFile> files = List.of();

    @Setup
    public void write() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rules; i++) {
            text.append("rule \"Rule " + i + "\"\n    salience " + i + "\nwhen\n    Account(\n")
                    .append("        country in (\"US\", \"CA\", \"GB\"), region in (\"CA\", \"OR\", \"WA\"),\n")
                    .append("        industry in (\"Software\", \"Banking\"), dealSize >= " + i + ", dealSize < "
                            + 2 * i + "\n")
                    .append("    )\nthen\n    routing.territory(\"us-west\");\nend\n\n");
        }
        files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("rules.drl", text.toString().getBytes(StandardCharsets.UTF_8)));
        if (form != Form.DRL) {
            String sentences = SentencePrinter.valueOf(form.name())
                    .print(ParsedRuleSet.parse(files, BadRuleSet.usual()).rules().stream()
                            .map(ParsedRule::rule)
                            .toList());
            files.set(files.size() - 1, new RuleFile("rules.dslr", sentences.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Benchmark
    public CheckResult readAndCheck() {
        return RuleSetChecker.check(files, BadRuleSet.usual());
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RuleReadingBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
