package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import landfall.language.Issue;
import landfall.ruleset.analysis.Analysis;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.analysis.Finding;
import landfall.ruleset.analysis.FindingCode;
import org.junit.jupiter.api.Test;

class SampleRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T17:00:00Z");

    @Test
    void theSampleRuleSetHasNoErrors() throws IOException {
        CheckedRuleSet ruleSet = checked();

        assertThat(ruleSet.rules()).hasSizeGreaterThan(40);
        assertThat(ruleSet.version()).matches("[0-9a-f]{64}");
        assertThat(ruleSet.roster().version()).matches("[0-9a-f]{64}");
    }

    /** Accounts from where nobody lives, and those of which nothing is known, are left to the fallback on purpose. */
    @Test
    void theSampleRuleSetHasNoFindingsButTheGapsThatAreMeant() throws IOException {
        try (CompiledRuleSet compiled = CompiledRuleSet.compile(checked(), source -> Set.of())) {
            AnalysisReport report = Analysis.of(compiled, NOW).report();

            assertThat(report.unfinished()).isEmpty();
            assertThat(report.findings()).extracting(Finding::code).containsOnly(FindingCode.GAP);
            assertThat(report.findings())
                    .extracting(finding -> finding.region().get("country"))
                    .containsExactlyInAnyOrder("AQ, BV, HM", "no known country");
        }
    }

    private static CheckedRuleSet checked() throws IOException {
        CheckOptions options = CheckOptions.of(ZoneId.of("UTC"), "USD", LocalDate.of(2026, 11, 24));

        CheckResult result = RuleSetChecker.check(RuleFiles.read(Path.of("rules")), options);

        assertThat(result.issues()).noneMatch(Issue::isError);
        assertThat(result).isInstanceOf(CheckResult.Checked.class);
        return ((CheckResult.Checked) result).ruleSet();
    }
}
