package landfall.ledger;

import java.util.List;
import landfall.rotation.RotationState;

/**
 * What a batch writes.
 *
 * @param written its decisions, the oldest first
 * @param bytes of their records, in the same order
 * @param personal of those that have some
 * @param firstTurns pools that never moved before
 * @param turns pools that have; each list in order of pool
 */
record BatchRows(
        List<Written> written,
        List<byte[]> bytes,
        List<LaneStatements.Sealed> personal,
        StandingChanges standings,
        List<RotationState> firstTurns,
        List<RotationState> turns) {

    List<Answered> answers() {
        return written.stream()
                .map(Written::answered)
                .filter(answered -> answered != null)
                .toList();
    }

    /** Number of its newest decision. */
    long last() {
        return written.get(written.size() - 1).entry().seq();
    }
}
