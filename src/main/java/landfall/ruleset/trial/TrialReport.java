package landfall.ruleset.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import landfall.language.Issue;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/**
 * All cases of a rule set, tried.
 *
 * @param results in the order of the files
 * @param unreached rules that had no part in the answer to any case, in the order of the rule set; those that are not
 *     enabled are left out
 * @param coverage what the cases reach; null where nobody watched
 * @param issues an error for each case that failed, a warning for each that hangs on the moment and names none; sorted
 */
public record TrialReport(
        List<CaseResult> results, List<Rule> unreached, @Nullable Coverage coverage, List<Issue> issues) {

    public TrialReport {
        results = List.copyOf(results);
        unreached = List.copyOf(unreached);
        issues = List.copyOf(issues);
    }

    /** The same, with what the cases reached and what of it is too little. */
    public TrialReport with(Coverage reached, List<Issue> missed) {
        List<Issue> all = new ArrayList<>(issues);
        all.addAll(missed);
        Collections.sort(all);
        return new TrialReport(results, unreached, reached, all);
    }

    public boolean passed() {
        return results.stream().allMatch(CaseResult::passed);
    }

    public long failed() {
        return results.stream().filter(result -> !result.passed()).count();
    }
}
