/** Changes of owner, told to whoever asked to be told: signed, in order for each account, at least once. */
@NullMarked
package landfall.webhooks;

import org.jspecify.annotations.NullMarked;
