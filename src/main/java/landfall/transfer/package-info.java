/** All that a database holds, carried into another one, or back from a backup. */
@NullMarked
package landfall.transfer;

import org.jspecify.annotations.NullMarked;
