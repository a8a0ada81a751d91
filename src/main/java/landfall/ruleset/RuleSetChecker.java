package landfall.ruleset;

import java.util.List;

/** Takes the files of a rule set through reading and checking. */
public final class RuleSetChecker {

    private RuleSetChecker() {}

    /** Tells every fault of every file in one run; never throws for what stands in them. */
    public static CheckResult check(List<RuleFile> files, CheckOptions options) {
        return CheckedRuleSet.check(ParsedRuleSet.parse(files, options), options);
    }
}
