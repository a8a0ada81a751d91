package landfall.ruleset.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Issue;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** Parts of the language that are read already but not run yet are refused, so that no rule means less than it says. */
final class NotAvailableYet implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.TakeTurns turns) {
                    List<String> missing = missing(turns.rotation());
                    if (!missing.isEmpty()) {
                        issues.accept(
                                IssueCode.NOT_AVAILABLE_YET.issue(
                                        turns.place(),
                                        "this version doesn't run " + String.join(", ", missing) + " yet",
                                        "available are roundRobin, weighted, onDuty, onDutyCalendar and inOrder, and every other modifier"));
                    }
                }
            }
        }
    }

    private static List<String> missing(RotationSpec rotation) {
        List<String> missing = new ArrayList<>();
        if (rotation.kind() == Kind.LEAST_LOADED) {
            missing.add(rotation.kind().verb());
        }
        if (rotation.acceptWithin() != null) {
            missing.add("acceptWithin");
        }
        return missing;
    }
}
