package landfall.rotation;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule of {@link FairTurn} in whole numbers of 64 bits: the same turns and the same credits, while they fit. */
final class QuickTurn {
    private static final int BITS = 62;

    private QuickTurn() {}

    /** Null where a number doesn't fit, or nobody is free. */
    static FairTurn.@Nullable Outcome take(RotationState state, PackedCredits before, List<String> reps) {
        if (state.denominator().bitLength() > BITS) {
            return null;
        }
        PackedCredits.Free free = before.members().free(reps);
        if (free.places().length == 0) {
            return null;
        }
        try {
            return take(state, before, free);
        } catch (ArithmeticException tooLong) {
            return null;
        }
    }

    private static FairTurn.@Nullable Outcome take(RotationState state, PackedCredits before, PackedCredits.Free free) {
        PackedCredits.Members members = before.members();
        boolean steady = state.steady() == null || (state.steady() && before.wereFree(free));
        long old = state.denominator().longValue();
        long total = Math.max(1, free.weight());
        long denominator = Math.multiplyExact(old / gcd(old, total), total);
        if (denominator >= 1L << BITS) {
            throw new ArithmeticException("the denominator is too long");
        }
        long[] owed = before.copy();
        scale(owed, denominator / old);
        long unit = denominator / total;
        int most = owe(owed, free.places(), free.weights(), unit);
        int taker = steady && !free.hasEqualWeights() ? dueFirst(owed, free.places(), members, denominator) : most;
        if (taker < 0) {
            return null;
        }
        owed[taker] = Math.subtractExact(owed[taker], denominator);
        BigInteger below = denominator == old ? state.denominator() : BigInteger.valueOf(denominator);
        return new FairTurn.Outcome(
                members.rep(taker),
                new RotationState(
                        state.pool(),
                        state.epoch(),
                        state.turn() + 1,
                        below,
                        before.after(owed, free),
                        steady,
                        state.counts()));
    }

    /** Owes everybody his share; returns the place of the largest credit, of equals the first in the order of the rule. */
    private static int owe(long[] credits, int[] places, int[] weights, long unit) {
        int taker = -1;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            long credit = Math.addExact(credits[place], unit * weights[i]);
            credits[place] = credit;
            if (credit > most) {
                most = credit;
                taker = place;
            }
        }
        return taker;
    }

    private static void scale(long[] credits, long by) {
        if (by != 1) {
            for (int i = 0; i < credits.length; i++) {
                credits[i] = Math.multiplyExact(credits[i], by);
            }
        }
    }

    /** As {@link FairTurn} has it. */
    private static int dueFirst(long[] owed, int[] places, PackedCredits.Members members, long denominator) {
        long twice = 2L * places.length - 2;
        long most = Math.multiplyExact(denominator, twice - 1);
        int taker = -1;
        long least = 0;
        for (int place : places) {
            long times = Math.multiplyExact(owed[place], twice);
            if (times < denominator) {
                continue;
            }
            long left = Math.subtractExact(most, times);
            if (taker < 0
                    || Math.multiplyExact(left, (long) members.weight(taker))
                            < Math.multiplyExact(least, (long) members.weight(place))) {
                taker = place;
                least = left;
            }
        }
        return taker;
    }

    private static long gcd(long a, long b) {
        long one = a;
        long other = b;
        while (other != 0) {
            long rest = one % other;
            one = other;
            other = rest;
        }
        return one;
    }
}
