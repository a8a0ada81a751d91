package landfall.assignment;

import java.time.Instant;
import java.util.Optional;
import landfall.ledger.AccountKey;
import landfall.ledger.Hold;
import landfall.ledger.Ledger;

/** Which accounts stay where they are for a time, whatever the rules say. Safe for many threads. */
@FunctionalInterface
public interface Holds {

    /** Those that the ledger knows. */
    static Holds of(Ledger ledger) {
        return (account, at) -> ledger.holding(account)
                .map(holding -> holding.standing().heldAt(at))
                .map(Hold::until);
    }

    /** Until when the account is held, as it is at that moment; empty where it may move. */
    Optional<Instant> heldUntil(AccountKey account, Instant at);
}
