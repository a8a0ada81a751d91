package landfall.ledger;

/**
 * A decision's record as it is stored.
 *
 * @param seq its number in the ledger, dense from 1
 * @param bytes exactly those
 */
public record DecisionBytes(long seq, byte[] bytes) {}
