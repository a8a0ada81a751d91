package landfall.ruleset;

import java.util.List;
import landfall.language.Issue;

/** What a check came to. */
public sealed interface CheckResult {

    /** Errors and warnings, by place. */
    List<Issue> issues();

    /** No errors; there may be warnings. */
    record Checked(CheckedRuleSet ruleSet) implements CheckResult {
        @Override
        public List<Issue> issues() {
            return ruleSet.warnings();
        }
    }

    /** At least one error. */
    record Refused(List<Issue> issues) implements CheckResult {
        public Refused {
            issues = List.copyOf(issues);
        }
    }
}
