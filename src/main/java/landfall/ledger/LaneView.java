package landfall.ledger;

import java.util.Optional;
import landfall.rotation.RotationState;

/**
 * What a procedure may see while its proposal is in the lane: everything committed, and everything decided before it in
 * the same batch. Only the lane's thread uses it.
 */
public interface LaneView {

    /** Who owns the proposal's account. */
    Optional<Holding> holding();

    /** Who owns the company that the proposal's account belongs to, by any of its company keys. */
    Optional<CompanyHolding> company();

    /** Where a pool stands; fresh for one that never moved. */
    RotationState rotation(String pool);
}
