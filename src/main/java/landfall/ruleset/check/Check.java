package landfall.ruleset.check;

import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.ruleset.ParsedRuleSet;

/** Asks one thing of a rule set. Checks know nothing of each other and run in any order. */
@FunctionalInterface
public interface Check {

    void check(ParsedRuleSet ruleSet, Consumer<Issue> issues);
}
