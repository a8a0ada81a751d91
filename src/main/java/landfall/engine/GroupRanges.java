package landfall.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bounds within which some number of a subject must lie for any rule of a group to match. What is found in vain by
 * equality alone need then not enter the network, which costs more than two comparisons.
 */
final class GroupRanges {

    /**
     * Bounds of one slot.
     *
     * @param slot {@link #NO_SLOT} where a group has none
     * @param low a float at most the exact bound
     * @param high a float at least the exact bound
     */
    record Bounds(int slot, float low, float high) {}

    static final int NO_SLOT = -1;

    private static final Bounds NONE = new Bounds(NO_SLOT, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    private final Map<Integer, Bounds> bounds = new HashMap<>();

    /** @param rules for each rule of the group the ranges that it needs, by slot */
    void put(int group, List<Map<Integer, Range>> rules) {
        for (int slot : rules.get(0).keySet()) {
            if (rules.stream().allMatch(ranges -> ranges.containsKey(slot))) {
                Range range = rules.stream()
                        .map(ranges -> ranges.getOrDefault(slot, Range.ANY))
                        .reduce(Range::or)
                        .orElse(Range.ANY);
                bounds.put(
                        group, new Bounds(slot, Math.nextDown((float) range.low()), Math.nextUp((float) range.high())));
                return;
            }
        }
    }

    Bounds of(int group) {
        return bounds.getOrDefault(group, NONE);
    }
}
