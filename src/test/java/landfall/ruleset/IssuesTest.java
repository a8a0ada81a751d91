package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import landfall.language.Issue;
import landfall.language.Place;
import org.junit.jupiter.api.Test;

/** However much there is to tell, errors are told, and warnings alone never stop anybody. */
class IssuesTest {

    private static final int MANY = 3 * Limits.DEFAULT.issuesPerFile();

    private final Issues issues = new Issues(Limits.DEFAULT);

    @Test
    void warningsHideNoErrorAndMakeNone() {
        for (int i = 0; i < MANY; i++) {
            issues.report(IssueCode.DUPLICATE_VALUE, place(i), "twice");
        }
        assertThat(issues.hasErrors()).isFalse();
        assertThat(issues.isFull("rules.drl")).isFalse();
        assertThat(issues.sorted())
                .noneMatch(Issue::isError)
                .hasSize(Limits.DEFAULT.issuesPerFile() + 1)
                .extracting(Issue::code)
                .contains(IssueCode.TOO_MANY_WARNINGS.code());

        issues.report(IssueCode.DUPLICATE_RULE, place(MANY), "twice");

        assertThat(issues.hasErrors("rules.drl")).isTrue();
        assertThat(issues.sorted()).extracting(Issue::code).contains(IssueCode.DUPLICATE_RULE.code());
    }

    @Test
    void ofErrorsTheFirstAreToldAndThatThereAreMore() {
        for (int i = 0; i < MANY; i++) {
            issues.report(IssueCode.DUPLICATE_RULE, place(i), "twice");
        }
        assertThat(issues.isFull("rules.drl")).isTrue();
        assertThat(issues.isFull("other.drl")).isFalse();
        assertThat(issues.sorted())
                .hasSize(Limits.DEFAULT.issuesPerFile() + 1)
                .extracting(Issue::code)
                .contains(IssueCode.TOO_MANY_ISSUES.code())
                .doesNotContain(IssueCode.TOO_MANY_WARNINGS.code());
    }

    private static Place place(int line) {
        return new Place("rules.drl", null, line + 1, 1, 1);
    }
}
