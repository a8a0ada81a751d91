package landfall.ruleset.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.roster.Rep;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Calendars;

/** The calendars that reps have are public ones, or named by the company's holidays. */
final class RepCalendars implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Set<String> own = new TreeSet<>(ruleSet.roster().roster().holidays().calendars());
        for (Rep rep : ruleSet.roster().roster().reps().values()) {
            String calendar = rep.calendar();
            if (calendar != null && !own.contains(calendar) && !Calendars.isPublic(calendar)) {
                issues.accept(IssueCode.UNKNOWN_CALENDAR.issue(
                        ruleSet.roster().rep(rep.id(), "calendar"),
                        "there is no calendar \"" + calendar + "\"",
                        Calendars.hint(calendar, own)));
            }
        }
    }
}
