package landfall.ruleset.check;

import java.util.List;
import landfall.ruleset.CheckOptions;

/** All checks of a rule set. */
public final class Checks {

    private Checks() {}

    public static List<Check> all(CheckOptions options) {
        return List.of(
                new RuleNames(),
                new RuleShapes(),
                new RuleDates(),
                new ClockZones(),
                new Operators(),
                new LiteralTypes(),
                new Expressions(),
                new PersonalFields(),
                new KnownValues(options),
                new LostZeros(),
                new Traps(options),
                new PastMoments(options.today()),
                new AttributeKeys(options.attributes()),
                new Verbs(),
                new Territories(),
                new Members(options.today()),
                new Lists(options.today()),
                new RosterReferences(options.today()),
                new RepCalendars());
    }
}
