package landfall.ledger;

/** What the lane answers once the commit is synced. */
public sealed interface Recorded {

    /**
     * Decided now, or before by the same key.
     *
     * @param replayed whether it is the stored answer of an earlier call with the same key
     */
    record Answer(String decisionId, byte[] answer, boolean replayed) implements Recorded {}

    /** The key was used for something else. */
    record KeyConflict(String decisionId) implements Recorded {}
}
