package landfall.ledger;

import java.util.List;

/**
 * A stretch of the ledger.
 *
 * @param changes in it, in order; may be empty although more come later
 * @param position up to which the ledger was read: go on after it
 * @param more whether the ledger goes on already
 */
public record OwnerChanges(List<OwnerChange> changes, long position, boolean more) {

    public OwnerChanges {
        changes = List.copyOf(changes);
    }
}
