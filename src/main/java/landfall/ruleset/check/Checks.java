package landfall.ruleset.check;

import java.util.List;
import landfall.ruleset.CheckOptions;

/** All checks of a rule set. */
public final class Checks {

    private Checks() {}

    public static List<Check> all(CheckOptions options) {
        return List.of(new RuleNames());
    }
}
