package landfall.rotation;

import java.util.List;

/**
 * Where a pool's rotation stands.
 *
 * <p>Credit is the share owed less the turns received, exact: a numerator over the epoch's sum of weights. The credits of
 * an epoch always sum to zero.
 *
 * @param pool its name
 * @param epoch counts the changes of the member list, from 1; 0 before the first turn
 * @param turn turns taken since the pool began, dense from 1; 0 before the first
 * @param credits of the members of this epoch, in the order of the rule
 */
public record RotationState(String pool, long epoch, long turn, List<Credit> credits) {

    public RotationState {
        credits = List.copyOf(credits);
    }

    /** A pool that never moved. */
    public static RotationState fresh(String pool) {
        return new RotationState(pool, 0, 0, List.of());
    }

    /**
     * What a member is owed.
     *
     * @param weight his share is this over the sum of the members' weights
     * @param credit numerator over that same sum
     */
    public record Credit(String rep, int weight, long credit) {}
}
