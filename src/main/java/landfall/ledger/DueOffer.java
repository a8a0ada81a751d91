package landfall.ledger;

import java.time.Instant;

/**
 * An offer that its rep neither accepted nor declined in time.
 *
 * @param decisionId of the decision that made it
 * @param acceptBy the moment until which he could have accepted it
 */
public record DueOffer(String decisionId, Instant acceptBy) {}
