/** Landfall routes accounts to sales reps by rules, and can always say why. */
@NullMarked
package landfall;

import org.jspecify.annotations.NullMarked;
