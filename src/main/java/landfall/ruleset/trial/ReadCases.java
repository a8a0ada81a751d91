package landfall.ruleset.trial;

import java.util.List;
import landfall.language.Issue;

/**
 * What the case files of a rule set hold.
 *
 * @param cases those that could be read, in the order of the files
 * @param issues what could not, sorted
 */
public record ReadCases(List<Case> cases, List<Issue> issues) {

    public ReadCases {
        cases = List.copyOf(cases);
        issues = List.copyOf(issues);
    }
}
