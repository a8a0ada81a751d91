package landfall.ledger;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import landfall.rotation.RotationState;

/**
 * What other nodes committed and this one has not taken up: decided upon, but shown to nobody before it is on disk.
 *
 * @param last number of the newest decision
 * @param written the oldest first
 * @param moved by pool
 */
record News(long last, List<Written> written, Map<String, RotationState> moved, StandingChanges standings) {

    static News none(long last) {
        return new News(last, List.of(), Map.of(), new StandingChanges());
    }

    /** Id of the newest decision. */
    UUID newest() {
        return written.get(written.size() - 1).entry().id();
    }

    boolean isEmpty() {
        return written.isEmpty();
    }
}
