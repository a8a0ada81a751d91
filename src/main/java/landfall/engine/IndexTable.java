package landfall.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds groups of rules by the classes of a few values together: one look-up, however many groups there are. Built by one
 * thread, then read by many. A hash table with chains in arrays, since a map of boxed keys would take five times the heap.
 */
final class IndexTable {

    private final int[] dimensions;
    private final long[] strides;
    private int[] heads = new int[64];
    private int[] next = new int[32];
    private long[] keys = new long[32];
    private int[] groups = new int[32];
    private int size;

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
        Arrays.fill(heads, -1);
    }

    /** @param needed for each dimension, the classes that a subject of this group can have */
    void add(int group, int[][] needed) {
        add(group, needed, 0, 0);
    }

    /** @param classes of a subject, by dimension of the whole index */
    void find(int[] classes, IntConsumer found) {
        long key = 0;
        for (int at = 0; at < dimensions.length; at++) {
            int each = classes[dimensions[at]];
            if (each == ValueClasses.OTHER) {
                return;
            }
            key += each * strides[at];
        }
        for (int entry = heads[bucket(key)]; entry >= 0; entry = next[entry]) {
            if (keys[entry] == key) {
                found.accept(groups[entry]);
            }
        }
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
            grow();
        }
        keys[size] = key;
        groups[size] = group;
        link(size++);
    }

    private void grow() {
        int more = keys.length * 2;
        keys = Arrays.copyOf(keys, more);
        groups = Arrays.copyOf(groups, more);
        next = Arrays.copyOf(next, more);
        heads = new int[more * 2];
        Arrays.fill(heads, -1);
        for (int entry = 0; entry < size; entry++) {
            link(entry);
        }
    }

    private void link(int entry) {
        int bucket = bucket(keys[entry]);
        next[entry] = heads[bucket];
        heads[bucket] = entry;
    }

    private int bucket(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (heads.length - 1);
    }
}
