package landfall.ruleset.source;

import java.util.List;
import landfall.language.Place;

/** What stands in the parentheses of a verb. */
sealed interface Argument {

    Place place();

    record TextArgument(String value, Place place) implements Argument {}

    record NumberArgument(String spelling, Place place) implements Argument {}

    /** {@code team("x").skill("y")}: a name with arguments, and what is chained to it. */
    record CallArgument(Call call, List<Call> modifiers, Place place) implements Argument {}

    /** A name with its arguments. */
    record Call(String name, List<Argument> arguments, Place place) {}
}
