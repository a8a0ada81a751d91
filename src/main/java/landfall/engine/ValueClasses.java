package landfall.engine;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one slot, those that no rule tells apart taken as one: a list of 100,000 postal codes that one rule asks
 * for is a single class. Found by partition refinement (Paige and Tarjan 1987) in time linear in the sizes of the sets.
 */
public final class ValueClasses {

    /** The class of every value that no rule names. */
    public static final int OTHER = 0;

    private final Map<Object, Integer> classes = new HashMap<>();
    private final double[] weights;

    /** @param sets the values that each rule needs; rules that need the same may share a set */
    public ValueClasses(Collection<Set<Object>> sets) {
        int count = 1;
        IdentityHashMap<Set<Object>, Boolean> seen = new IdentityHashMap<>();
        for (Set<Object> set : sets) {
            if (seen.put(set, true) != null) {
                continue;
            }
            Map<Integer, Integer> split = new HashMap<>();
            for (Object value : set) {
                Integer before = classes.getOrDefault(value, OTHER);
                Integer after = split.get(before);
                if (after == null) {
                    after = count++;
                    split.put(before, after);
                }
                classes.put(value, after);
            }
        }
        count = renumber(count);
        weights = new double[count];
        double all = 0;
        IdentityHashMap<Set<Object>, int[]> bySet = bySet(sets);
        for (Set<Object> set : sets) {
            for (int each : bySet.getOrDefault(set, new int[0])) {
                weights[each]++;
                all++;
            }
        }
        for (int each = 0; each < count; each++) {
            weights[each] /= Math.max(1, all);
        }
    }

    /** Leaves out the classes that were divided until nothing was left; the others keep their order. How many there are. */
    private int renumber(int count) {
        BitSet used = new BitSet(count);
        used.set(OTHER);
        classes.values().forEach(used::set);
        int[] numbers = new int[count];
        int next = 0;
        for (int each = used.nextSetBit(0); each >= 0; each = used.nextSetBit(each + 1)) {
            numbers[each] = next++;
        }
        classes.replaceAll((value, each) -> numbers[each]);
        return next;
    }

    public int of(@Nullable Object value) {
        return classes.getOrDefault(value == null ? NeededValues.UNKNOWN : value, OTHER);
    }

    /** The classes that make up each of the sets that this was built from, ascending; a shared set is asked once. */
    public IdentityHashMap<Set<Object>, int[]> bySet(Collection<Set<Object>> sets) {
        IdentityHashMap<Set<Object>, int[]> bySet = new IdentityHashMap<>();
        for (Set<Object> set : sets) {
            bySet.computeIfAbsent(set, this::classesOf);
        }
        return bySet;
    }

    private int[] classesOf(Set<Object> set) {
        // Most rules need one value.
        return set.size() == 1
                ? new int[] {of(set.iterator().next())}
                : set.stream().mapToInt(this::of).sorted().distinct().toArray();
    }

    /** How likely it is that an account has one of these, if accounts are spread as rules are. */
    double likelihood(int[] some) {
        double sum = 0;
        for (int each : some) {
            sum += weights[each];
        }
        return sum;
    }

    public int count() {
        return weights.length;
    }
}
