package landfall.ruleset.trial;

import java.util.List;
import landfall.language.Condition;
import landfall.language.Rule;

/**
 * What of the rules the cases reach. Rules that are not enabled don't count.
 *
 * @param rules how many there are
 * @param undecided those that had no part in the answer to any case, in the order of the rule set
 * @param unmatched those of them that matched no case at all
 * @param conditions how many comparisons the rules have
 * @param oneSided the comparisons that were never true, never false, or never asked, in the order of the rule set
 */
public record Coverage(int rules, List<Rule> undecided, List<Rule> unmatched, int conditions, List<OneSided> oneSided) {

    /**
     * A comparison that no case shows both ways.
     *
     * @param held whether it was true in a case
     * @param failed whether it was false in a case
     */
    public record OneSided(Rule rule, Condition condition, boolean held, boolean failed) {

        /** What is lacking, such as {@code never false}. */
        public String lacking() {
            return held ? "never false" : failed ? "never true" : "never asked";
        }
    }

    public Coverage {
        undecided = List.copyOf(undecided);
        unmatched = List.copyOf(unmatched);
        oneSided = List.copyOf(oneSided);
    }

    /** Rules that had a part in the answer to a case. */
    public int decided() {
        return rules - undecided.size();
    }

    /** Rules that matched a case, whether or not they won. */
    public int matched() {
        return rules - unmatched.size();
    }

    /** Comparisons that were true in a case and false in another. */
    public int bothWays() {
        return conditions - oneSided.size();
    }

    /** From 0 to 1; 1 where there is no rule. */
    public double ruleShare() {
        return rules == 0 ? 1 : (double) decided() / rules;
    }

    /** From 0 to 1; 1 where there is no comparison. */
    public double conditionShare() {
        return conditions == 0 ? 1 : (double) bothWays() / conditions;
    }
}
