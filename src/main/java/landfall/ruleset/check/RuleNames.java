package landfall.ruleset.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** A name stands for one rule in all files: decisions and cases name rules. */
final class RuleNames implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Map<String, Place> seen = new HashMap<>();
        for (ParsedRule parsed : ruleSet.rules()) {
            Rule rule = parsed.rule();
            if (rule.name().isEmpty()) {
                continue;
            }
            Place first = seen.putIfAbsent(rule.name(), rule.place());
            if (first != null) {
                issues.accept(IssueCode.DUPLICATE_RULE.issue(
                        rule.place(),
                        "another rule has this name already, at " + first,
                        "give each rule a name of its own"));
            }
        }
    }
}
