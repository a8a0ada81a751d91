/** Rule set versions over HTTP: which decides calls, on which node, since when. */
@NullMarked
package landfall.publishing;

import org.jspecify.annotations.NullMarked;
