/** Flow one, from call to answer: the calls about assignments and the procedure that decides them. */
@NullMarked
package landfall.assignment;

import org.jspecify.annotations.NullMarked;
