package landfall.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import landfall.language.Rule;
import landfall.ruleset.source.RuleText;
import org.jspecify.annotations.Nullable;

/**
 * A rule that one rule set has and another doesn't, or has otherwise. A rule is the same as long as its name and what it says
 * are; where it stands, and how it is spaced and commented, doesn't matter.
 *
 * @param place in the rule set that comes after; in the one before where the rule was removed
 * @param before what it said, as a rule file spells it; null where it is new
 * @param after what it says; null where it was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDifference(String rule, How how, String place, @Nullable String before, @Nullable String after) {

    /** What became of it. */
    public enum How {
        ADDED,
        REMOVED,
        CHANGED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In the order of the rules after; those that were removed last. */
    static List<RuleDifference> between(List<Rule> before, List<Rule> after) {
        Map<String, Rule> left = new LinkedHashMap<>();
        before.forEach(rule -> left.put(rule.name(), rule));
        List<RuleDifference> differences = new ArrayList<>();
        for (Rule rule : after) {
            Rule was = left.remove(rule.name());
            if (was == null) {
                differences.add(new RuleDifference(
                        rule.name(), How.ADDED, rule.place().toString(), null, RuleText.print(rule)));
            } else if (!Objects.equals(was, rule)) {
                String text = RuleText.print(rule);
                String old = RuleText.print(was);
                if (!text.equals(old)) {
                    differences.add(new RuleDifference(
                            rule.name(), How.CHANGED, rule.place().toString(), old, text));
                }
            }
        }
        left.values()
                .forEach(rule -> differences.add(new RuleDifference(
                        rule.name(), How.REMOVED, rule.place().toString(), RuleText.print(rule), null)));
        return differences;
    }
}
