/** Cases beside the rules, and which rules they reached. */
@NullMarked
package landfall.ruleset.trial;

import org.jspecify.annotations.NullMarked;
