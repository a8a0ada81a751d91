package landfall.ruleset.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.roster.DutyRoster;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import org.jspecify.annotations.Nullable;

/** What holds only on days that are over: a rule that has ended, a clock that asks for them, a duty roster that has run out. */
final class PastMoments implements Trap, Check {

    private final LocalDate today;

    PastMoments(LocalDate today) {
        this.today = today;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule parsed : ruleSet.rules()) {
            LocalDate expires = parsed.rule().expires();
            if (parsed.rule().enabled() && expires != null && !expires.isAfter(today) && hasHeld(parsed)) {
                issues.accept(IssueCode.PAST_DATE.issue(
                        parsed.head("date-expires"),
                        "this rule ended on " + expires + ", so it decides nothing any more",
                        "delete the rule, or change the date"));
            }
            for (Action action : parsed.rule().actions()) {
                if (action instanceof Action.TakeTurns turns) {
                    duties(turns, ruleSet, issues);
                }
            }
        }
    }

    /** Another check tells of a rule that never does. */
    private static boolean hasHeld(ParsedRule parsed) {
        LocalDate effective = parsed.rule().effective();
        LocalDate expires = parsed.rule().expires();
        return effective == null || expires == null || effective.isBefore(expires);
    }

    private void duties(Action.TakeTurns turns, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        String calendar = turns.rotation().calendar();
        DutyRoster duties =
                calendar == null ? null : ruleSet.roster().roster().duties().get(calendar);
        if (duties == null || duties.duties().isEmpty()) {
            return;
        }
        LocalDate last = duties.duties().get(duties.duties().size() - 1).to();
        if (last.isBefore(today)) {
            issues.accept(IssueCode.PAST_DATE.issue(
                    turns.place(),
                    "the duty roster \"" + calendar + "\" ended on " + last + ", so nobody is on duty",
                    "add days to roster/duty/" + calendar + ".csv"));
        }
    }

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        boolean over = comparison.operand().fact() == FactType.CLOCK
                && !surroundings.negated()
                && !Comparisons.literals(comparison).isEmpty()
                && Comparisons.literals(comparison).stream().allMatch(literal -> isOver(comparison, literal));
        return over
                ? IssueCode.PAST_DATE.issue(
                        comparison.place(),
                        "these days are over on " + today + ", so this never holds again",
                        "change it, or delete the rule")
                : null;
    }

    private boolean isOver(Comparison comparison, Literal literal) {
        int order;
        if (comparison.operand().text().equals("date") && literal.value() instanceof String date) {
            order = date.compareTo(today.toString());
        } else if (comparison.operand().text().equals("year") && literal.value() instanceof BigDecimal year) {
            order = year.compareTo(BigDecimal.valueOf(today.getYear()));
        } else {
            return false;
        }
        if (Comparisons.isOneOf(comparison)) {
            return order < 0;
        }
        Comparator comparator = comparison instanceof Compare compare ? compare.comparator() : Comparator.EQUAL;
        return (comparator == Comparator.LESS && order <= 0) || (comparator == Comparator.LESS_OR_EQUAL && order < 0);
    }
}
