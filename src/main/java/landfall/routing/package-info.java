/** An account and the active rule set become a Route: who claims it, and who else would have. */
@NullMarked
package landfall.routing;

import org.jspecify.annotations.NullMarked;
