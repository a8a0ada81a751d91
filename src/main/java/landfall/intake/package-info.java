/** What came in and made no decision: refused calls, to be mended and submitted again, and the count of all that came. */
@NullMarked
package landfall.intake;

import org.jspecify.annotations.NullMarked;
