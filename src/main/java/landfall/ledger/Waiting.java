package landfall.ledger;

import java.time.Instant;

/**
 * An account that waits for a person.
 *
 * @param position of the decision since which it waits: the longest waiting have the smallest
 * @param since when it began to wait
 * @param holding as it stands
 */
public record Waiting(long position, AccountKey account, Instant since, Holding holding) {}
