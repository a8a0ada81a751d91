package landfall.ruleset.check;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal.TextLiteral;
import landfall.language.Pattern;
import landfall.roster.PublicHolidays;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Zones;

/** Each clock of a rule is that of one zone, named with {@code ==}. */
final class ClockZones implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule rule : ruleSet.rules()) {
            Set<String> zones = new HashSet<>();
            for (Pattern pattern : rule.rule().patterns()) {
                if (pattern.fact() == FactType.CLOCK) {
                    check(pattern, rule.conditionsWhole(), zones, issues);
                }
            }
        }
    }

    private static void check(Pattern clock, boolean whole, Set<String> zones, Consumer<Issue> issues) {
        List<TextLiteral> named = clock.conditions().stream()
                .filter(ClockZones::namesZone)
                .map(condition -> (TextLiteral) ((Compare) condition).literal())
                .toList();
        if (named.isEmpty() && whole) {
            issues.accept(IssueCode.CLOCK_WITHOUT_ZONE.issue(
                    clock.place(),
                    "this clock doesn't say in which time zone it is read",
                    "add a condition such as zone == \"America/New_York\", with a comma before the next"));
        }
        for (TextLiteral zone : named) {
            if (!Zones.isKnown(zone.value())) {
                issues.accept(IssueCode.UNKNOWN_ZONE.issue(
                        zone.place(), "there is no time zone \"" + zone.value() + "\"", Zones.hint(zone.value())));
            } else if (!zones.add(zone.value())) {
                issues.accept(IssueCode.DUPLICATE_CLOCK.issue(
                        zone.place(),
                        "this rule names the clock of " + zone.value() + " twice",
                        "put all conditions on it into one Clock( … )"));
            } else if (PublicHolidays.countryOf(ZoneId.of(zone.value())) == null) {
                warnOfHolidays(clock, zone.value(), issues);
            }
        }
    }

    private static boolean namesZone(Condition condition) {
        return condition instanceof Compare compare
                && compare.comparator() == Comparator.EQUAL
                && compare.operand().text().equals("zone")
                && compare.literal() instanceof TextLiteral;
    }

    private static void warnOfHolidays(Pattern clock, String zone, Consumer<Issue> issues) {
        clock.comparisons().forEach(comparison -> {
            if (comparison.operand().text().equals("holiday")) {
                issues.accept(IssueCode.ZONE_WITHOUT_HOLIDAYS.issue(
                        comparison.place(),
                        "the zone " + zone + " belongs to no country, so it has no holidays",
                        "name the zone of a place, such as \"Europe/London\""));
            }
        });
    }
}
