package landfall.seal;

/**
 * A leaf that is no decision.
 *
 * @param leaf its place in the tree, from 0
 * @param kind the table that it is a row of
 * @param reference the row's key there
 * @param record its exact bytes
 */
public record SealedRecord(long leaf, String kind, String reference, byte[] record) {}
