package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import landfall.language.Issue;
import org.junit.jupiter.api.Test;

class SampleRulesTest {

    @Test
    void theSampleRuleSetHasNoErrors() throws IOException {
        CheckOptions options = CheckOptions.of(ZoneId.of("UTC"), "USD", LocalDate.of(2026, 11, 24));

        CheckResult result = RuleSetChecker.check(RuleFiles.read(Path.of("rules")), options);

        assertThat(result.issues()).noneMatch(Issue::isError);
        assertThat(result).isInstanceOf(CheckResult.Checked.class);
        CheckedRuleSet ruleSet = ((CheckResult.Checked) result).ruleSet();
        assertThat(ruleSet.rules()).hasSizeGreaterThan(40);
        assertThat(ruleSet.version()).matches("[0-9a-f]{64}");
        assertThat(ruleSet.roster().version()).matches("[0-9a-f]{64}");
    }
}
