package landfall.ruleset;

import java.util.List;

/**
 * What leads from one version of the rules to another.
 *
 * @param from the version before
 * @param to the version after
 * @param files by path
 * @param rules in the order of the version after, those removed last; the first 1,000 of them
 * @param ruleCount how many there are
 */
public record VersionDifference(
        String from, String to, List<FileDifference> files, List<RuleDifference> rules, int ruleCount) {}
