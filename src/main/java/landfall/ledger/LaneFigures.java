package landfall.ledger;

/**
 * How the lane stands, as memory has it; no database is asked.
 *
 * @param waiting proposals in the queue
 * @param unindexed decisions newer than the key index
 * @param pools rotations that ever moved
 * @param largestCredit the largest amount by which a member's turns differ from his share, in turns
 * @param offers that wait for their rep
 * @param decisions recorded so far, by whatever node
 */
public record LaneFigures(int waiting, int unindexed, int pools, double largestCredit, int offers, long decisions) {}
