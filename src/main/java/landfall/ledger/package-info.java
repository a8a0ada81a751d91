/** The commit lane: rotation move, decision and idempotency key in one synced transaction. */
@NullMarked
package landfall.ledger;

import org.jspecify.annotations.NullMarked;
