/** How good the data is that comes in: what was not understood, what is missing, and what is there twice; by source and day. */
@NullMarked
package landfall.quality;

import org.jspecify.annotations.NullMarked;
