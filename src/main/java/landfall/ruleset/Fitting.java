package landfall.ruleset;

import java.util.List;
import landfall.language.Issue;

/** What trying a roster and rules on each other came to. */
public sealed interface Fitting {

    /** It may become active. */
    record Fits(FittedRoster roster) implements Fitting {}

    /**
     * A rule, a list or the roster itself would be left without somebody it names.
     *
     * @param errors by place
     * @param files in which they stand, those of the rules and those of the roster
     */
    record Misfit(List<Issue> errors, List<RuleFile> files) implements Fitting {
        public Misfit {
            errors = List.copyOf(errors);
            files = List.copyOf(files);
        }
    }
}
