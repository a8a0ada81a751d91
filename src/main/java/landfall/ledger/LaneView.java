package landfall.ledger;

import java.time.Instant;
import java.time.LocalDate;
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

    /** The decision that made that owner. */
    default Optional<Owning> owning() {
        return Optional.empty();
    }

    /**
     * What made somebody the owner of a company.
     *
     * @param kind of the decision
     * @param standing id of the decision by which the account that it was about came to him
     * @param since when that account came to him
     */
    record Owning(String kind, String standing, Instant since) {}

    /** Where a pool stands; fresh for one that never moved. */
    RotationState rotation(String pool);

    /** How many assignments of a rep are open that came to him on that day (UTC) or later. */
    int open(String rep, LocalDate from);
}
