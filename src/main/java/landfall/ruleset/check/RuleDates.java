package landfall.ruleset.check;

import java.time.LocalDate;
import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Zones;

/** A rule begins to hold before it ends, in a zone that exists. */
final class RuleDates implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule parsed : ruleSet.rules()) {
            Rule rule = parsed.rule();
            LocalDate effective = rule.effective();
            LocalDate expires = rule.expires();
            if (effective != null && expires != null && !effective.isBefore(expires)) {
                issues.accept(IssueCode.DATES_OUT_OF_ORDER.issue(
                        parsed.head("date-expires"),
                        "this rule never holds: it ends before it begins",
                        "date-expires is the first day on which the rule no longer holds"));
            }
            String zone = rule.zone();
            if (zone != null && !Zones.isKnown(zone)) {
                issues.accept(IssueCode.UNKNOWN_ZONE.issue(
                        parsed.head("zone"), "there is no time zone \"" + zone + "\"", Zones.hint(zone)));
            }
        }
    }
}
