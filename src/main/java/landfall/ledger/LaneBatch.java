package landfall.ledger;

import java.util.Map;

/**
 * What one batch was like.
 *
 * @param waited how long each of its proposals waited in the queue, in nanoseconds
 * @param lockNanos until this node had its turn among several; 0 where it is alone
 * @param decideNanos until all was decided and written
 * @param commitNanos of the commit and the sync; 0 where nothing had to be committed
 * @param oneByOne whether it failed as a whole and was run again one by one
 * @param outcomes how many proposals came out how
 * @param kinds how many decisions of each kind were recorded
 * @param turns that rotations took
 */
public record LaneBatch(
        long[] waited,
        long lockNanos,
        long decideNanos,
        long commitNanos,
        boolean oneByOne,
        Map<Outcome, Integer> outcomes,
        Map<String, Integer> kinds,
        long turns) {

    /** What can become of a proposal. */
    public enum Outcome {
        /** A decision was recorded. */
        DECIDED,
        /** Its key was known, and got the answer that it had before. */
        REPEATED,
        /** Its key was used for something else. */
        CONFLICT,
        /** Its procedure threw, as it does for a step that is not possible any more. */
        REFUSED,
        /** The database was gone, or refused it. */
        FAILED
    }
}
