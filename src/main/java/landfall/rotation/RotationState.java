package landfall.rotation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param steady whether the same members were free at every turn of the epoch so far; null before its first
 * @param counts turns of the periods that rules of the pool cap, of those who had some
 */
public record RotationState(
        String pool,
        long epoch,
        long turn,
        BigInteger denominator,
        List<Credit> credits,
        @Nullable Boolean steady,
        List<Count> counts) {

    public RotationState {
        credits = PackedCredits.of(credits);
        counts = PackedCounts.of(counts);
    }

    /** A pool that never moved. */
    public static RotationState fresh(String pool) {
        return new RotationState(pool, 0, 0, BigInteger.ONE, List.of(), null, List.of());
    }

    /** Whose turn is next, if everybody is free; null before the first turn. */
    public @Nullable String next() {
        return credits.isEmpty()
                ? null
                : FairTurn.take(this, credits.stream().map(Credit::rep).toList())
                        .rep();
    }

    /** By how many turns a member's turns differ from his share at most; 0 before the first turn. */
    public double largestCredit() {
        BigInteger largest = credits instanceof PackedCredits packed
                ? BigInteger.valueOf(packed.largest())
                : credits.stream()
                        .map(credit -> credit.credit().abs())
                        .max(Comparator.naturalOrder())
                        .orElse(BigInteger.ZERO);
        return new BigDecimal(largest)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
                .doubleValue();
    }

    RotationState withCounts(List<Count> others) {
        return new RotationState(pool, epoch, turn, denominator, credits, steady, others);
    }

    /**
     * What a member is owed.
     *
     * @param weight his share is this over the sum of the weights of those who are free
     * @param credit numerator over the state's denominator
     * @param free while the epoch is steady: whether he was free at each of its turns
     */
    public record Credit(String rep, int weight, BigInteger credit, boolean free) {}

    /**
     * Turns that a rep had in a period.
     *
     * @param period {@code hour}, {@code day}, {@code week} or {@code month}
     * @param start its beginning in the rep's zone, such as {@code 2026-11-24}
     */
    public record Count(String rep, String period, String start, int turns) {}
}
