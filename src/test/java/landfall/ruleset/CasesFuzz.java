package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import landfall.language.Issue;
import landfall.ruleset.trial.CaseReader;
import landfall.ruleset.trial.ReadCases;
import landfall.ruleset.trial.Trial;
import landfall.ruleset.trial.TrialReport;

/** Fuzzes case files, and tries those that can be read on rules. */
public final class CasesFuzz {

    private static final Instant NOW = Instant.parse("2026-11-24T17:00:00Z");
    private static final CompiledRuleSet RULES = compiled();

    private CasesFuzz() {}

    public static void read(byte[] input) {
        List<RuleFile> files = List.of(new RuleFile("cases/fuzz.yml", input));
        ReadCases cases = CaseReader.read(files, Limits.DEFAULT);
        assertThat(CaseReader.read(files, Limits.DEFAULT).issues()).isEqualTo(cases.issues());
        ReadingOracle.explained(cases.issues(), files);
        new IssuePrinter(files, true).print(cases.issues());
        if (cases.issues().stream().noneMatch(Issue::isError)) {
            TrialReport report = new Trial(RULES.checked().rules(), new Trials(RULES)::answer).run(cases.cases(), NOW);
            ReadingOracle.explained(report.issues(), files);
        }
    }

    private static CompiledRuleSet compiled() {
        CheckResult result = RuleSetChecker.check(BadRuleSet.base(), BadRuleSet.usual());
        return CompiledRuleSet.compile(
                ((CheckResult.Checked) Objects.requireNonNull(result)).ruleSet(),
                Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD").admitted());
    }
}
