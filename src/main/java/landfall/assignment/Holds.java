package landfall.assignment;

import java.time.Instant;
import java.util.Optional;
import landfall.ledger.AccountKey;

/** Which accounts stay where they are for a time, whatever the rules say. Safe for many threads. */
@FunctionalInterface
public interface Holds {

    /** Nobody holds anything. */
    Holds NONE = (account, at) -> Optional.empty();

    /** Until when the account is held, as it is at that moment; empty where it may move. */
    Optional<Instant> heldUntil(AccountKey account, Instant at);
}
