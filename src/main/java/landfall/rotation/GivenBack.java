package landfall.rotation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import landfall.language.RotationSpec.Kind;
import landfall.rotation.RotationState.Credit;

/**
 * Takes the credits of a turn back: what it owed to everybody who was free, and what it took from the one who had it; or moves
 * them for one that nobody took.
 */
final class GivenBack {

    private GivenBack() {}

    /** Whether the pool, as it stands now, keeps the credits that the turn moved. */
    static boolean movesCredits(RotationState state, String verb, long epoch) {
        return keepsCredits(verb) && state.epoch() == epoch;
    }

    /** Whether turns go by credits. */
    static boolean keepsCredits(String verb) {
        return verb.equals(Kind.ROUND_ROBIN.verb()) || verb.equals(Kind.WEIGHTED.verb());
    }

    /** The state without that turn's credits; exact, so that a turn given back at once leaves no trace in them. */
    static RotationState credits(RotationState state, List<String> free, String rep) {
        return moved(state, free, rep, -1);
    }

    /** The state with the credits of a turn of his, of which the number isn't taken. */
    static RotationState charged(RotationState state, List<String> free, String rep) {
        return moved(state, free, rep, 1);
    }

    private static RotationState moved(RotationState state, List<String> free, String rep, int sign) {
        Set<String> were = Set.copyOf(free);
        long sum = state.credits().stream()
                .filter(credit -> were.contains(credit.rep()))
                .mapToLong(Credit::weight)
                .sum();
        BigInteger total = BigInteger.valueOf(Math.max(1, sum));
        BigInteger denominator = FairTurn.lcm(state.denominator(), total);
        BigInteger scale = denominator.divide(state.denominator());
        BigInteger unit = denominator.divide(total).multiply(BigInteger.valueOf(sign));
        List<Credit> credits = new ArrayList<>(state.credits().size());
        for (Credit credit : state.credits()) {
            BigInteger value = credit.credit().multiply(scale);
            if (were.contains(credit.rep())) {
                value = value.add(unit.multiply(BigInteger.valueOf(credit.weight())));
            }
            if (credit.rep().equals(rep)) {
                value = value.subtract(sign > 0 ? denominator : denominator.negate());
            }
            credits.add(new Credit(credit.rep(), credit.weight(), value, credit.free()));
        }
        return new RotationState(
                state.pool(), state.epoch(), state.turn(), denominator, credits, state.steady(), state.counts());
    }
}
