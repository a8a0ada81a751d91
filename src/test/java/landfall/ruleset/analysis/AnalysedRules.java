package landfall.ruleset.analysis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import landfall.ruleset.CheckOptions;
import landfall.ruleset.CheckResult;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleSetChecker;

/** Rules of tests with a small roster, checked and compiled as any others. */
final class AnalysedRules {

    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static final String TERRITORIES =
            """
            id,name,parent,type,role,fallbackRep
            us,United States,,territory,,alice
            us-west,US West,us,territory,,alice
            us-east,US East,us,territory,,bob
            japan,Japan,,territory,,bob
            specialists,Specialists,,overlay,sdr,bob
            others,Other specialists,,overlay,sdr,bob
            partners,Partner deals,,queue,,bob
            unassigned,Unassigned,,fallback,,alice
            """;

    private static final String REPS =
            """
            id,name,zone,activeFrom,activeTo
            alice,Alice Adams,America/New_York,,
            bob,Bob Brown,,,
            dora,Dora Diaz,,2025-01-01,2026-06-30
            """;

    private AnalysedRules() {}

    static CompiledRuleSet compiled(String drl, RuleFile... more) {
        List<RuleFile> files = new ArrayList<>(List.of(more));
        files.add(file("rules.drl", drl));
        files.add(file("roster/territories.csv", TERRITORIES));
        files.add(file("roster/reps.csv", REPS));
        CheckOptions options = CheckOptions.of(ZoneId.of("UTC"), "USD", LocalDate.of(2026, 3, 2));
        CheckResult result = RuleSetChecker.check(files, options);
        if (result instanceof CheckResult.Checked checked) {
            return CompiledRuleSet.compile(checked.ruleSet(), source -> Set.of(CheckOptions.ANY));
        }
        throw new AssertionError(result.issues() + "\n" + drl);
    }

    static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
