package landfall.rotation;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import landfall.rotation.RotationState.Credit;
import org.jspecify.annotations.Nullable;

/**
 * Credits whose numerators fit into 62 bits, in arrays: a turn of hundreds of members copies one array and makes no object for
 * each of them. Who the members are is shared between the turns of an epoch. Immutable.
 */
final class PackedCredits extends AbstractList<Credit> implements RandomAccess {
    private static final int BITS = 62;

    /** The members of an epoch, and who of them was free last. */
    static final class Members {
        private final String[] reps;
        private final int[] weights;
        private final Map<String, Integer> places;
        private volatile @Nullable Free last;

        private Members(List<Credit> credits) {
            reps = new String[credits.size()];
            weights = new int[reps.length];
            places = new HashMap<>(reps.length * 2);
            for (int i = 0; i < reps.length; i++) {
                reps[i] = credits.get(i).rep();
                weights[i] = credits.get(i).weight();
                places.putIfAbsent(reps[i], i);
            }
        }

        String rep(int place) {
            return reps[place];
        }

        int weight(int place) {
            return weights[place];
        }

        /** Mostly the same list as for the turn before. */
        @SuppressWarnings("ReferenceEquality")
        Free free(List<String> reps) {
            Free known = last;
            if (known == null || known.reps != reps) {
                known = new Free(this, reps);
                last = known;
            }
            return known;
        }
    }

    /** Who is free for a turn. */
    static final class Free {
        private final List<String> reps;
        private final int[] ranks;
        private final int[] places;
        private final int[] weights;
        private final long weight;
        private final boolean equal;

        private Free(Members members, List<String> reps) {
            this.reps = reps;
            ranks = new int[members.reps.length];
            Arrays.fill(ranks, -1);
            int rank = 0;
            int[] found = new int[reps.size()];
            long sum = 0;
            boolean same = true;
            for (String rep : reps) {
                Integer place = members.places.get(rep);
                if (place != null && ranks[place] < 0) {
                    same &= rank == 0 || members.weights[found[0]] == members.weights[place];
                    sum += members.weights[place];
                    found[rank] = place;
                    ranks[place] = rank++;
                }
            }
            places = Arrays.copyOf(found, rank);
            weights = Arrays.stream(places).map(place -> members.weights[place]).toArray();
            weight = sum;
            equal = same;
        }

        /** Places of those who are free, in the order of the rule. */
        int[] places() {
            return places;
        }

        /** Their weights, in the same order. */
        int[] weights() {
            return weights;
        }

        long weight() {
            return weight;
        }

        boolean hasEqualWeights() {
            return equal;
        }
    }

    private final Members members;
    private final long[] credits;
    /** A member is free where his rank isn't below zero. */
    private final int[] ranks;

    private PackedCredits(Members members, long[] credits, int[] ranks) {
        this.members = members;
        this.credits = credits;
        this.ranks = ranks;
    }

    /** The same credits, in arrays where they fit and as an immutable list where they don't. */
    static List<Credit> of(List<Credit> list) {
        if (list instanceof PackedCredits) {
            return list;
        }
        long[] credits = new long[list.size()];
        int[] ranks = new int[credits.length];
        for (int i = 0; i < credits.length; i++) {
            Credit credit = list.get(i);
            if (credit.credit().bitLength() > BITS || credit.weight() < 1) {
                return List.copyOf(list);
            }
            credits[i] = credit.credit().longValue();
            ranks[i] = credit.free() ? 0 : -1;
        }
        return new PackedCredits(new Members(list), credits, ranks);
    }

    Members members() {
        return members;
    }

    /** To be changed by whoever asked. */
    long[] copy() {
        return credits.clone();
    }

    /** The largest numerator, whatever its sign. */
    long largest() {
        long largest = 0;
        for (long credit : credits) {
            largest = Math.max(largest, Math.abs(credit));
        }
        return largest;
    }

    PackedCredits after(long[] owed, Free free) {
        return new PackedCredits(members, owed, free.ranks);
    }

    /** Whether just these were free, at a turn that left these credits. */
    boolean wereFree(Free free) {
        for (int i = 0; ranks != free.ranks && i < ranks.length; i++) {
            if ((ranks[i] < 0) != (free.ranks[i] < 0)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Credit get(int place) {
        return new Credit(
                members.reps[place], members.weights[place], BigInteger.valueOf(credits[place]), ranks[place] >= 0);
    }

    @Override
    public int size() {
        return credits.length;
    }
}
