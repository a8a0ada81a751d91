package landfall.ruleset.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Issue;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.language.RotationSpec.Member.RepMember;
import landfall.language.RotationSpec.Member.TeamMember;
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
                                        "available are roundRobin, onDuty and inOrder with rep ids and team(\"…\"), pool and keepOwner"));
                    }
                }
            }
        }
    }

    private static List<String> missing(RotationSpec rotation) {
        List<String> missing = new ArrayList<>();
        if (rotation.kind() == Kind.WEIGHTED
                || rotation.kind() == Kind.ON_DUTY_CALENDAR
                || rotation.kind() == Kind.LEAST_LOADED) {
            missing.add(rotation.kind().verb());
        }
        boolean weights =
                rotation.members().stream().anyMatch(member -> member instanceof RepMember rep && rep.weight() != null);
        boolean strengths = rotation.members().stream()
                .anyMatch(member -> member instanceof TeamMember team
                        && (!team.skills().isEmpty() || !team.languages().isEmpty() || team.matchingLanguage()));
        add(missing, weights, "weights of single reps");
        add(missing, strengths, "strengths of a team (skill, language, matchingLanguage)");
        add(missing, rotation.cap() != null, "cap");
        add(missing, rotation.duringWorkingHours(), "duringWorkingHours");
        add(missing, rotation.orNextOnShift(), "orNextOnShift");
        add(missing, rotation.acceptWithin() != null, "acceptWithin");
        return missing;
    }

    private static void add(List<String> missing, boolean used, String what) {
        if (used) {
            missing.add(what);
        }
    }
}
