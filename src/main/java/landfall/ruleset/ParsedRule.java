package landfall.ruleset;

import java.util.Map;
import landfall.language.Place;
import landfall.language.Rule;

/**
 * A rule as it was read, and what of it could not be: a check doesn't ask for what may stand in the unreadable part.
 *
 * @param heads where the values of its attributes and annotations stand, by name
 * @param conditionsWhole whether all that stands between {@code when} and {@code then} was read
 * @param actionsWhole whether all that stands between {@code then} and {@code end} was read
 */
public record ParsedRule(Rule rule, Map<String, Place> heads, boolean conditionsWhole, boolean actionsWhole) {

    public ParsedRule {
        heads = Map.copyOf(heads);
    }

    /** Where the value of that attribute or annotation stands; the rule's name where it has none. */
    public Place head(String name) {
        return heads.getOrDefault(name, rule.place());
    }
}
