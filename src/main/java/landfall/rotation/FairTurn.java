package landfall.rotation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.rotation.RotationState.Credit;

/**
 * The exact rule of a fair rotation: each turn owes every free member his share of it, and goes to one of them.
 *
 * <p>While the same members are free at every turn of an epoch, it goes to the one whose next turn is due first among
 * those who are owed enough: the chairman assignment of R. Tijdeman ("The chairman assignment problem", Discrete
 * Mathematics 32, 1980), by which no credit is ever larger than 1 − 1/(2n−2) in size. With equal weights that is round
 * robin: after N turns each of k members had ⌊N/k⌋ or ⌈N/k⌉.
 *
 * <p>Once others were free it is the carpool problem (R. Fagin and J. H. Williams, IBM Journal of Research and Development
 * 27, 1983), for which no rule that doesn't know the future holds 1: the turn goes to whoever is owed most, which keeps every
 * credit within (n−1)/2 for equal weights. Between equals the order of the rule decides.
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
        if (state.credits() instanceof PackedCredits packed) {
            Outcome quick = QuickTurn.take(state, packed, free);
            if (quick != null) {
                return quick;
            }
        }
        return takeLong(state, free);
    }

    /** With numbers of any length. */
    static Outcome takeLong(RotationState state, List<String> free) {
        int[] ranks = ranks(state, free);
        boolean steady = isSteady(state, ranks);
        List<Credit> owed = new ArrayList<>(ranks.length);
        BigInteger denominator = owe(state, ranks, owed);
        int taker = steady && !hasEqualWeights(owed) ? dueFirst(owed, ranks, denominator) : owedMost(owed, ranks);
        if (taker < 0) {
            throw new IllegalArgumentException("nobody is free in pool " + state.pool());
        }
        Credit his = owed.get(taker);
        owed.set(taker, new Credit(his.rep(), his.weight(), his.credit().subtract(denominator), true));
        RotationState after = new RotationState(
                state.pool(), state.epoch(), state.turn() + 1, denominator, owed, steady, state.counts());
        return new Outcome(his.rep(), compact(after));
    }

    /** For each member his place in the order of the rule; -1 for one who isn't free. */
    private static int[] ranks(RotationState state, List<String> free) {
        Map<String, Integer> order = new HashMap<>(free.size() * 2);
        for (String rep : free) {
            order.putIfAbsent(rep, order.size());
        }
        return state.credits().stream()
                .mapToInt(credit -> order.getOrDefault(credit.rep(), -1))
                .toArray();
    }

    /** Whether those who are free now were so at every turn of the epoch, and nobody else. */
    private static boolean isSteady(RotationState state, int[] ranks) {
        if (state.steady() == null) {
            return true;
        }
        if (!state.steady()) {
            return false;
        }
        for (int i = 0; i < ranks.length; i++) {
            if (state.credits().get(i).free() != ranks[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds to each free member his share of one turn; returns the denominator of all credits. */
    private static BigInteger owe(RotationState state, int[] ranks, List<Credit> owed) {
        long sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += ranks[i] >= 0 ? state.credits().get(i).weight() : 0;
        }
        BigInteger total = BigInteger.valueOf(Math.max(1, sum));
        BigInteger denominator = lcm(state.denominator(), total);
        BigInteger scale = denominator.divide(state.denominator());
        BigInteger unit = denominator.divide(total);
        boolean scaled = !scale.equals(BigInteger.ONE);
        for (int i = 0; i < ranks.length; i++) {
            Credit credit = state.credits().get(i);
            BigInteger value = scaled ? credit.credit().multiply(scale) : credit.credit();
            if (ranks[i] >= 0) {
                value = value.add(credit.weight() == 1 ? unit : unit.multiply(BigInteger.valueOf(credit.weight())));
            }
            owed.add(new Credit(credit.rep(), credit.weight(), value, ranks[i] >= 0));
        }
        return denominator;
    }

    /** The largest credit; -1 where nobody is free. */
    private static int owedMost(List<Credit> owed, int[] ranks) {
        int taker = -1;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] >= 0 && (taker < 0 || isBefore(i, taker, owed, ranks))) {
                taker = i;
            }
        }
        return taker;
    }

    private static boolean isBefore(int one, int other, List<Credit> owed, int[] ranks) {
        int comparison = owed.get(one).credit().compareTo(owed.get(other).credit());
        return comparison > 0 || (comparison == 0 && ranks[one] < ranks[other]);
    }

    /** Of those with a credit of at least 1/(2n−2), the one whose (1 − 1/(2n−2) − credit)/share is least. */
    private static int dueFirst(List<Credit> owed, int[] ranks, BigInteger denominator) {
        long n = Arrays.stream(ranks).filter(rank -> rank >= 0).count();
        BigInteger twice = BigInteger.valueOf(2 * n - 2);
        BigInteger most = denominator.multiply(BigInteger.valueOf(2 * n - 3));
        int taker = -1;
        BigInteger least = BigInteger.ZERO;
        for (int i = 0; i < ranks.length; i++) {
            BigInteger times = owed.get(i).credit().multiply(twice);
            if (ranks[i] < 0 || times.compareTo(denominator) < 0) {
                continue;
            }
            BigInteger left = most.subtract(times);
            int comparison = taker < 0
                    ? -1
                    : left.multiply(BigInteger.valueOf(owed.get(taker).weight()))
                            .compareTo(least.multiply(
                                    BigInteger.valueOf(owed.get(i).weight())));
            if (comparison < 0 || (comparison == 0 && ranks[i] < ranks[taker])) {
                taker = i;
                least = left;
            }
        }
        return taker;
    }

    /** Then whoever is due first is owed most. */
    private static boolean hasEqualWeights(List<Credit> owed) {
        int weight = 0;
        for (Credit credit : owed) {
            if (credit.free()) {
                if (weight != 0 && credit.weight() != weight) {
                    return false;
                }
                weight = credit.weight();
            }
        }
        return true;
    }

    static BigInteger lcm(BigInteger a, BigInteger b) {
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
                                credit.rep(), credit.weight(), credit.credit().divide(common), credit.free()))
                        .toList(),
                state.steady(),
                state.counts());
    }
}
