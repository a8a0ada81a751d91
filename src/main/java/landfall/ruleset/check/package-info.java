/** One small class for each check of a parsed rule set. */
@NullMarked
package landfall.ruleset.check;

import org.jspecify.annotations.NullMarked;
