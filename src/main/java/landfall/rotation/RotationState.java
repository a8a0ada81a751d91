package landfall.rotation;

import java.math.BigInteger;
import java.util.List;

/**
 * Where a pool's rotation stands.
 *
 * <p>Credit is the share owed less the turns received, exact: a numerator over {@code denominator}. Each turn adds to
 * every member who was free for it his share among those who were, and takes one from the member it goes to; so the
 * credits of an epoch always sum to zero.
 *
 * @param pool its name
 * @param epoch counts the changes of the members and their weights, from 1; 0 before the first turn
 * @param turn turns taken since the pool began, dense from 1; 0 before the first
 * @param denominator of every credit; at least 1
 * @param credits of the members of this epoch
 */
public record RotationState(String pool, long epoch, long turn, BigInteger denominator, List<Credit> credits) {

    public RotationState {
        credits = List.copyOf(credits);
    }

    /** A pool that never moved. */
    public static RotationState fresh(String pool) {
        return new RotationState(pool, 0, 0, BigInteger.ONE, List.of());
    }

    /**
     * What a member is owed.
     *
     * @param weight his share is this over the sum of the weights of those who are free
     * @param credit numerator over the state's denominator
     */
    public record Credit(String rep, int weight, BigInteger credit) {}
}
