package landfall.ruleset;

import java.util.List;
import landfall.language.ConditionText;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.CoverageGoal;

/**
 * What the cases of rules reach of them, as it is told, and kept with the version. Rules that are not enabled don't count.
 *
 * @param rules how many there are
 * @param decided how many of them decided a case
 * @param matched how many of them matched a case, whether or not they won
 * @param rulesPercent share of those that decided one, rounded down; 100 where there are none
 * @param conditions how many comparisons the rules have
 * @param bothWays how many of them were true in one case and false in another
 * @param conditionsPercent their share, rounded down; 100 where there are none
 * @param oneSided the others, in the order of the rules, the first {@value #MOST} of them
 * @param required the shares that config.yml asked for
 * @param reached whether the cases reach as much as was asked for
 */
public record VersionCoverage(
        int rules,
        int decided,
        int matched,
        int rulesPercent,
        int conditions,
        int bothWays,
        int conditionsPercent,
        List<OneSided> oneSided,
        CoverageGoal required,
        boolean reached) {

    static final int MOST = 100;

    /**
     * A comparison that no case shows both ways.
     *
     * @param lacking {@code never false}, {@code never true} or {@code never asked}
     */
    public record OneSided(String rule, String place, String condition, String lacking) {}

    public VersionCoverage {
        oneSided = List.copyOf(oneSided);
    }

    static VersionCoverage of(Coverage coverage, CoverageGoal required) {
        return new VersionCoverage(
                coverage.rules(),
                coverage.decided(),
                coverage.matched(),
                CoverageGoal.floor(coverage.ruleShare()),
                coverage.conditions(),
                coverage.bothWays(),
                CoverageGoal.floor(coverage.conditionShare()),
                coverage.oneSided().stream()
                        .limit(MOST)
                        .map(one -> new OneSided(
                                one.rule().name(),
                                one.condition().place().toString(),
                                ConditionText.of(one.condition()),
                                one.lacking()))
                        .toList(),
                required,
                required.missed(coverage).isEmpty());
    }
}
