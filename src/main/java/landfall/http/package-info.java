/** What every call shares: errors, limits, request ids, who may call. */
@NullMarked
package landfall.http;

import org.jspecify.annotations.NullMarked;
