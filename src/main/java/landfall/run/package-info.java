/** Lists of moves that were decided upon beforehand, made one after the other: recorded, resumable, once each. */
@NullMarked
package landfall.run;

import org.jspecify.annotations.NullMarked;
