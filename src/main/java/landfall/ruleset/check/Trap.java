package landfall.ruleset.check;

import landfall.language.Condition.Comparison;
import landfall.language.Issue;
import org.jspecify.annotations.Nullable;

/** Something that is allowed and most often not meant; told as a warning. */
@FunctionalInterface
interface Trap {

    /** Null where the comparison is none. */
    @Nullable
    Issue find(Comparison comparison, Surroundings surroundings);
}
