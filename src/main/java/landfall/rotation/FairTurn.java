package landfall.rotation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import landfall.rotation.RotationState.Credit;

/**
 * The exact rule of a fair rotation: each turn owes every free member his share of it, and goes to the one who is owed
 * most; between equals to the first in the order of the rule.
 *
 * <p>With equal weights and the same members free this is round robin: after N turns each of k members had ⌊N/k⌋ or
 * ⌈N/k⌉ (chairman assignment, Tijdeman 1980). Where not everybody is free at every turn it is the carpool problem (Fagin
 * and Williams 1983), in which serving the largest credit keeps every credit within (n−1)/2 for equal weights.
 */
final class FairTurn {

    /** The member who has the turn, and the state after it. */
    record Outcome(String rep, RotationState state) {}

    private static final int COMPACT_BEYOND_BITS = 256;

    private FairTurn() {}

    /**
     * Takes a turn.
     *
     * @param free ids of the members who could have it, in the order of the rule; at least one, all among the credits
     */
    static Outcome take(RotationState state, List<String> free) {
        Set<String> asked = Set.copyOf(free);
        long sum = 0;
        for (Credit credit : state.credits()) {
            if (asked.contains(credit.rep())) {
                sum += credit.weight();
            }
        }
        BigInteger total = BigInteger.valueOf(sum);
        BigInteger denominator = lcm(state.denominator(), total);
        BigInteger scale = denominator.divide(state.denominator());
        BigInteger unit = denominator.divide(total);
        List<Credit> owed = new ArrayList<>(state.credits().size());
        String taker = null;
        BigInteger most = BigInteger.ZERO;
        for (Credit credit : state.credits()) {
            BigInteger value = credit.credit().multiply(scale);
            if (asked.contains(credit.rep())) {
                value = value.add(unit.multiply(BigInteger.valueOf(credit.weight())));
                int order = taker == null ? 1 : value.compareTo(most);
                if (order > 0 || (order == 0 && free.indexOf(credit.rep()) < free.indexOf(taker))) {
                    taker = credit.rep();
                    most = value;
                }
            }
            owed.add(new Credit(credit.rep(), credit.weight(), value));
        }
        if (taker == null) {
            throw new IllegalArgumentException("nobody is free in pool " + state.pool());
        }
        List<Credit> credits = new ArrayList<>(owed.size());
        for (Credit credit : owed) {
            BigInteger value = credit.rep().equals(taker) ? credit.credit().subtract(denominator) : credit.credit();
            credits.add(new Credit(credit.rep(), credit.weight(), value));
        }
        RotationState after = new RotationState(state.pool(), state.epoch(), state.turn() + 1, denominator, credits);
        return new Outcome(taker, compact(after));
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.mod(b).signum() == 0 ? a : a.divide(a.gcd(b)).multiply(b);
    }

    /** Reduces the fractions where their denominator has grown long. */
    private static RotationState compact(RotationState state) {
        if (state.denominator().bitLength() <= COMPACT_BEYOND_BITS) {
            return state;
        }
        BigInteger divisor = state.denominator();
        for (Credit credit : state.credits()) {
            divisor = divisor.gcd(credit.credit());
        }
        BigInteger common = divisor;
        return new RotationState(
                state.pool(),
                state.epoch(),
                state.turn(),
                state.denominator().divide(common),
                state.credits().stream()
                        .map(credit -> new Credit(
                                credit.rep(), credit.weight(), credit.credit().divide(common)))
                        .toList());
    }
}
