package landfall.ruleset.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.language.ConditionText;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.ruleset.IssueCode;

/**
 * How much of the rules the cases must reach before a rule set can be published.
 *
 * @param rules share of the rules that decide a case, from 0 to 1
 * @param conditions share of the comparisons that are true in a case and false in another, from 0 to 1
 */
public record CoverageGoal(@JsonProperty("rules") double rules, @JsonProperty("conditions") double conditions) {

    /** Nothing is required. */
    public static final CoverageGoal NONE = new CoverageGoal(0, 0);

    private static final int SHOWN = 5;

    /** @throws IllegalArgumentException for a share that is not from 0 to 1 */
    public CoverageGoal {
        if (!(rules >= 0 && rules <= 1 && conditions >= 0 && conditions <= 1)) {
            throw new IllegalArgumentException("a share of coverage is a number from 0 to 1, such as 0.8");
        }
    }

    /** An error for each share that is not reached, at the first place that lacks, naming what no case reaches. */
    public List<Issue> missed(Coverage coverage) {
        List<Issue> issues = new ArrayList<>();
        if (coverage.ruleShare() < rules) {
            issues.add(issue(
                    coverage.undecided().get(0).place(),
                    "the cases reach " + coverage.decided() + " of " + coverage.rules() + " rules, "
                            + percent(coverage.ruleShare()) + "; " + percent(rules) + " are required",
                    coverage.undecided().stream().map(rule -> "\"" + rule.name() + "\" (" + rule.place() + ")"),
                    coverage.undecided().size()));
        }
        if (coverage.conditionShare() < conditions) {
            issues.add(issue(
                    coverage.oneSided().get(0).condition().place(),
                    "the cases see " + coverage.bothWays() + " of " + coverage.conditions()
                            + " conditions both true and false, " + percent(coverage.conditionShare()) + "; "
                            + percent(conditions) + " are required",
                    coverage.oneSided().stream()
                            .map(one -> ConditionText.of(one.condition()) + " ("
                                    + one.condition().place() + ", " + one.lacking() + ")"),
                    coverage.oneSided().size()));
        }
        return issues;
    }

    private static Issue issue(Place place, String message, Stream<String> lacking, int count) {
        String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
        return IssueCode.COVERAGE_TOO_LOW.issue(
                place, message, "add cases for " + lacking.limit(SHOWN).collect(Collectors.joining(", ")) + more);
    }

    /** Rounded down, so that what is not reached never looks as if it were. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", floor(share));
    }

    /** The same as a number, in percent. */
    public static int floor(double share) {
        return (int) Math.floor(share * 100 + 1e-9);
    }
}
