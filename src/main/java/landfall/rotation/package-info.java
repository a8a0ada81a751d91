/** Whose turn it is: the state of a pool, and the exact rule by which it moves. */
@NullMarked
package landfall.rotation;

import org.jspecify.annotations.NullMarked;
