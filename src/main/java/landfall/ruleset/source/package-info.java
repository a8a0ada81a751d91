/** Files of a rule set become one Rule model, with the place of every word. */
@NullMarked
package landfall.ruleset.source;

import org.jspecify.annotations.NullMarked;
