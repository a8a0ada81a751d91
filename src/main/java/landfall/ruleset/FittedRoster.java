package landfall.ruleset;

import java.util.List;
import landfall.language.Issue;

/**
 * A roster with which rules go on: nothing that they name is missing in it. Their cases were tried; those that fail are
 * told as warnings, since a case that expects a rep who leaves must not keep him. Made only by {@link Preparation#fit} and
 * {@link Preparation#seat}.
 */
public final class FittedRoster {

    private final CompiledRuleSet compiled;
    private final List<Issue> warnings;

    FittedRoster(CompiledRuleSet compiled, List<Issue> warnings) {
        this.compiled = compiled;
        this.warnings = List.copyOf(warnings);
    }

    /** The rules with this roster. */
    public CompiledRuleSet compiled() {
        return compiled;
    }

    /** By place: what was not so with the roster before, cases that fail now among it. */
    public List<Issue> warnings() {
        return warnings;
    }
}
