package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** In which order dimensions are looked at, and at which of these levels each box is narrowed. */
final class Levels {

    private final int[] order;
    private final int[][] levels;

    /** @param first the dimension that comes first; -1: the one that most boxes are narrowed in */
    <T> Levels(Space space, List<Cover.Of<T>> boxes, int first) {
        int[] narrowed = new int[space.count()];
        for (Cover.Of<T> each : boxes) {
            for (int dimension = 0; dimension < narrowed.length; dimension++) {
                narrowed[dimension] += each.box().side(dimension) == null ? 0 : 1;
            }
        }
        List<Integer> dimensions = new ArrayList<>();
        for (int dimension = 0; dimension < narrowed.length; dimension++) {
            if (narrowed[dimension] > 0) {
                dimensions.add(dimension);
            }
        }
        dimensions.sort(Comparator.comparingInt(each -> each == first ? Integer.MIN_VALUE : -narrowed[each]));
        order = dimensions.stream().mapToInt(Integer::intValue).toArray();
        levels = new int[boxes.size()][];
        for (int box = 0; box < levels.length; box++) {
            List<Integer> own = new ArrayList<>();
            for (int level = 0; level < order.length; level++) {
                if (boxes.get(box).box().side(order[level]) != null) {
                    own.add(level);
                }
            }
            levels[box] = own.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** The dimensions in their order. Not to be changed. */
    int[] order() {
        return order;
    }

    int dimension(int level) {
        return order[level];
    }

    /** Whether one of them holds all that is left. */
    boolean isHeld(int level, List<Integer> live) {
        for (int box : live) {
            int[] own = levels[box];
            if (own.length == 0 || own[own.length - 1] < level) {
                return true;
            }
        }
        return false;
    }

    /** The next level at which one of them ends; -1: none. */
    int next(int from, List<Integer> live) {
        int next = Integer.MAX_VALUE;
        for (int box : live) {
            int at = Arrays.binarySearch(levels[box], from);
            at = at < 0 ? -at - 1 : at;
            if (at < levels[box].length) {
                next = Math.min(next, levels[box][at]);
            }
        }
        return next == Integer.MAX_VALUE ? -1 : next;
    }
}
