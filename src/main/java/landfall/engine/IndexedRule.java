package landfall.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule as its index sees it: by dimension, the classes of values that it needs, or null where any will do. */
final class IndexedRule {

    private final int number;
    private final int[] @Nullable [] needed;

    IndexedRule(int number, int[] @Nullable [] needed) {
        this.number = number;
        this.needed = needed;
    }

    int number() {
        return number;
    }

    /** The dimensions in which it needs something, ascending. */
    List<Integer> dimensions() {
        List<Integer> dimensions = new ArrayList<>();
        for (int dimension = 0; dimension < needed.length; dimension++) {
            if (needed[dimension] != null) {
                dimensions.add(dimension);
            }
        }
        return dimensions;
    }

    /** What it needs in this dimension, one of its own. */
    int[] at(int dimension) {
        int[] classes = needed[dimension];
        if (classes == null) {
            throw new IllegalArgumentException("rule " + number + " needs nothing of " + dimension);
        }
        return classes;
    }

    /** What it needs in these dimensions; equal for rules that need the same. */
    Key key(List<Integer> dimensions) {
        int[][] classes = new int[dimensions.size()][];
        for (int place = 0; place < classes.length; place++) {
            classes[place] = at(dimensions.get(place));
        }
        return new Key(classes);
    }

    /** Classes by place. */
    record Key(int[][] classes) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.deepEquals(classes, key.classes);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(classes);
        }
    }
}
