package landfall.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds groups of rules by the classes of a few values together: one look-up, however many groups there are. Filled and then
 * frozen by one thread, then read by many. The groups of a key lie side by side, with the bounds of their numbers, so that a look-up
 * waits for memory about twice; a map of boxed keys would also take five times the heap.
 */
final class IndexTable {

    /** No key: keys are sums of products of what is not negative. */
    private static final long EMPTY = -1;

    private static final int WIDTH = 4;

    private final int[] dimensions;
    private final long[] strides;
    // Until frozen: pairs of a key and a group.
    private long[] keys = new long[32];
    private int[] groups = new int[32];
    private int size;
    // Frozen: a key, then where its groups begin, times 2³², plus how many they are; the next key; and so on.
    private long[] places = new long[0];
    // Frozen: four numbers for each of them: the group, the slot of its bounds, and these as the bits of floats.
    private int[] groupsByKey = new int[0];

    /**
     * @param dimensions which of the classes of a subject make the key
     * @param classes by dimension; the product of the counts of those that make the key fits a long
     */
    IndexTable(List<Integer> dimensions, ValueClasses[] classes) {
        this.dimensions = dimensions.stream().mapToInt(Integer::intValue).toArray();
        this.strides = new long[dimensions.size()];
        long stride = 1;
        for (int at = 0; at < strides.length; at++) {
            strides[at] = stride;
            stride = Math.multiplyExact(stride, (long) classes[this.dimensions[at]].count());
        }
    }

    /** @param needed for each dimension, the classes that a subject of this group can have */
    void add(int group, int[][] needed) {
        add(group, needed, 0, 0);
    }

    /** @param classes of the subject, by dimension of the whole index */
    void find(int[] classes, Subject subject, IntConsumer found) {
        long key = 0;
        for (int at = 0; at < dimensions.length; at++) {
            int each = classes[dimensions[at]];
            if (each == ValueClasses.OTHER) {
                return;
            }
            key += each * strides[at];
        }
        int at = 2 * bucket(key);
        while (places[at] != key) {
            if (places[at] == EMPTY) {
                return;
            }
            at = (at + 2) & (places.length - 1);
        }
        int begin = (int) (places[at + 1] >>> 32);
        int end = begin + (int) places[at + 1];
        for (int each = begin * WIDTH; each < end * WIDTH; each += WIDTH) {
            if (mayMatch(each, subject)) {
                found.accept(groupsByKey[each]);
            }
        }
    }

    private boolean mayMatch(int at, Subject subject) {
        int slot = groupsByKey[at + 1];
        if (slot == GroupRanges.NO_SLOT) {
            return true;
        }
        double number = subject.number(slot);
        return number >= Float.intBitsToFloat(groupsByKey[at + 2])
                && number <= Float.intBitsToFloat(groupsByKey[at + 3]);
    }

    /** Nothing is added any more; the bounds of the groups are put beside them. */
    void freeze(GroupRanges ranges) {
        places = new long[4 * Integer.highestOneBit(Math.max(1, distinct()) * 2 - 1)];
        Arrays.fill(places, EMPTY);
        int[] counts = new int[places.length / 2];
        for (int entry = 0; entry < size; entry++) {
            int at = take(keys[entry]);
            places[at] = keys[entry];
            counts[at / 2]++;
        }
        long begin = 0;
        for (int at = 0; at < places.length; at += 2) {
            places[at + 1] = begin << 32;
            begin += counts[at / 2];
        }
        groupsByKey = new int[Math.multiplyExact(size, WIDTH)];
        for (int entry = 0; entry < size; entry++) {
            int at = take(keys[entry]);
            int each = ((int) (places[at + 1] >>> 32) + (int) places[at + 1]) * WIDTH;
            GroupRanges.Bounds bounds = ranges.of(groups[entry]);
            groupsByKey[each] = groups[entry];
            groupsByKey[each + 1] = bounds.slot();
            groupsByKey[each + 2] = Float.floatToRawIntBits(bounds.low());
            groupsByKey[each + 3] = Float.floatToRawIntBits(bounds.high());
            places[at + 1]++;
        }
        keys = new long[0];
        groups = new int[0];
    }

    private int distinct() {
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int entry = 0; entry < size; entry++) {
            distinct += entry == 0 || sorted[entry] != sorted[entry - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** The key's own place, or the free one that becomes it. */
    private int take(long key) {
        int at = 2 * bucket(key);
        while (places[at] != key && places[at] != EMPTY) {
            at = (at + 2) & (places.length - 1);
        }
        return at;
    }

    private void add(int group, int[][] needed, int at, long key) {
        if (at == needed.length) {
            put(key, group);
            return;
        }
        for (int each : needed[at]) {
            add(group, needed, at + 1, key + each * strides[at]);
        }
    }

    private void put(long key, int group) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            groups = Arrays.copyOf(groups, 2 * size);
        }
        keys[size] = key;
        groups[size++] = group;
    }

    private int bucket(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33) & (places.length / 2 - 1);
    }
}
