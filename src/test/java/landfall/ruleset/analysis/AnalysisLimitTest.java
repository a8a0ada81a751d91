package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import landfall.ruleset.CompiledRuleSet;
import org.junit.jupiter.api.Test;

/** What is said of ten thousand rules when the limit of work cuts the analysis off. */
class AnalysisLimitTest {

    private static final int RULES = 10_000;

    @Test
    void whatIsCutOffOfTenThousandRulesIsToldAndIsTheSameEachTime() {
        try (CompiledRuleSet compiled = AnalysedRules.compiled(rules())) {
            AnalysisReport cut = report(compiled, 200_000);

            assertThat(cut.unfinished())
                    .contains("gaps were not looked for")
                    .anyMatch(each ->
                            each.matches("\\d+ questions which rule decides were left open at the limit of work"))
                    .anyMatch(each -> each.matches("\\d+ conditions were left open at the limit of work"));
            assertThat(report(compiled, 200_000)).isEqualTo(cut);
        }
    }

    private static AnalysisReport report(CompiledRuleSet compiled, long steps) {
        return Analysis.of(compiled, AnalysedRules.NOW, new Analysis.Limits(5, steps, 10))
                .report();
    }

    /** Each meets most of the others, by two numbers. */
    private static String rules() {
        return IntStream.range(0, RULES)
                .mapToObj(i -> "rule \"R" + i + "\" salience " + i + " when Account( dealSize >= " + i % 100
                        + " || industry == \"x\", employees < " + (100 - i / 100)
                        + " ) then routing.territory(\"us\"); end\n")
                .collect(Collectors.joining(
                        "", "rule \"Turns\" when Territory() then routing.roundRobin(\"alice\", \"bob\"); end\n", ""));
    }
}
