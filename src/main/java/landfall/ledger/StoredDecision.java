package landfall.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A decision as it was committed.
 *
 * @param seq its number in the ledger, dense from 1
 * @param id its ULID
 * @param kind {@code assigned}, {@code kept}, {@code queued} or {@code fallback}
 * @param previous number of the decision before it about the same account
 * @param standing id of the decision by which the account came to the owner that it has then
 * @param decision the record's exact bytes
 */
public record StoredDecision(
        long seq,
        String id,
        String kind,
        AccountKey account,
        Optional<Long> previous,
        Instant decidedAt,
        String standing,
        byte[] decision) {}
