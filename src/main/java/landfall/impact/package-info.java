/** Who would move if a draft of the rules were active, and how loads would shift; nothing moves for that. */
@NullMarked
package landfall.impact;

import org.jspecify.annotations.NullMarked;
