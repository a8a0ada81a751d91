package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.language.Issue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One bad rule set for each issue code, with all that is told of it: place, line, mark, message and hint. */
class BadRuleSetsTest {

    @Test
    void everyCodeHasABadRuleSetAndEveryBadRuleSetACode() {
        Set<String> codes =
                Arrays.stream(IssueCode.values()).map(IssueCode::code).collect(Collectors.toSet());

        assertThat(BadRuleSet.all()).extracting(BadRuleSet::code).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void theRuleSetBeneathThemIsRight() {
        assertThat(RuleSetChecker.check(BadRuleSet.base(), BadRuleSet.usual()).issues())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachIsToldAsExpectedAndNothingElse() {
        return BadRuleSet.all().stream().map(bad -> DynamicTest.dynamicTest(bad.code(), () -> check(bad)));
    }

    private static void check(BadRuleSet bad) throws IOException {
        List<Issue> issues = bad.issues();

        assertThat(bad.printed()).isEqualTo(Files.readString(bad.expected()));
        // One fault must not make others appear; only that there are too many takes some others.
        assertThat(issues).extracting(Issue::code).contains(bad.code());
        if (!Set.of(IssueCode.TOO_MANY_ISSUES.code(), IssueCode.TOO_MANY_WARNINGS.code())
                .contains(bad.code())) {
            assertThat(issues).extracting(Issue::code).containsOnly(bad.code());
        }
    }
}
