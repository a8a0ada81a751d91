package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds boxes that meet or hold a box, by the dimensions that most of them are narrowed in. */
final class Nearby<T> {

    private static final int MOST_CLASSES = 4_000;

    private final List<Cover.Of<T>> boxes;
    private final Space space;
    private final List<Integer> dimensions = new ArrayList<>();
    /** Those that must be looked at box by box. */
    private final List<Integer> others = new ArrayList<>();
    /**
     * For each of those dimensions the boxes that hold one of some classes: a class alone from the middle on, before it
     * always what two hold together (a segment tree).
     */
    private final List<BitSet[]> holding = new ArrayList<>();

    Nearby(List<Cover.Of<T>> boxes, Space space) {
        this.boxes = List.copyOf(boxes);
        this.space = space;
        for (int dimension = 0; dimension < space.count(); dimension++) {
            BitSet all = space.get(dimension).all();
            int narrowed = 0;
            for (Cover.Of<T> each : boxes) {
                narrowed += each.box().side(dimension) == null ? 0 : 1;
            }
            if (narrowed == 0) {
                continue;
            }
            if (narrowed * 10L < boxes.size() || all.length() > MOST_CLASSES) {
                others.add(dimension);
            } else {
                dimensions.add(dimension);
                holding.add(tree(dimension, all));
            }
        }
    }

    private BitSet[] tree(int dimension, BitSet all) {
        int classes = all.length();
        BitSet[] tree = new BitSet[2 * classes];
        for (int each = 0; each < tree.length; each++) {
            tree[each] = new BitSet();
        }
        for (int at = 0; at < boxes.size(); at++) {
            BitSet side = boxes.get(at).box().side(dimension);
            int number = at;
            (side == null ? all : side).stream().forEach(each -> tree[classes + each].set(number));
        }
        for (int each = classes - 1; each > 0; each--) {
            tree[each].or(tree[2 * each]);
            tree[each].or(tree[2 * each + 1]);
        }
        return tree;
    }

    /** The boxes that hold one of these classes. */
    private static BitSet any(BitSet[] tree, BitSet side) {
        int classes = tree.length / 2;
        BitSet any = new BitSet();
        int from = side.nextSetBit(0);
        while (from >= 0) {
            int end = side.nextClearBit(from);
            for (int low = from + classes, high = end + classes; low < high; low /= 2, high /= 2) {
                if (low % 2 == 1) {
                    any.or(tree[low++]);
                }
                if (high % 2 == 1) {
                    any.or(tree[--high]);
                }
            }
            from = side.nextSetBit(end);
        }
        return any;
    }

    /** Those of the first {@code before} boxes that meet this one, in their order. */
    List<Cover.Of<T>> meeting(Box box, int before) {
        return meeting(box, 0, before);
    }

    /** The same of those boxes from a number on. */
    List<Cover.Of<T>> meeting(Box box, int from, int before) {
        BitSet candidates = new BitSet(before);
        candidates.set(from, before);
        for (int at = 0; at < dimensions.size(); at++) {
            BitSet side = box.side(dimensions.get(at));
            if (side != null) {
                candidates.and(any(holding.get(at), side));
            }
        }
        List<Cover.Of<T>> meeting = new ArrayList<>();
        for (int each = candidates.nextSetBit(0); each >= 0; each = candidates.nextSetBit(each + 1)) {
            if (meetsInOthers(boxes.get(each).box(), box)) {
                meeting.add(boxes.get(each));
            }
        }
        return meeting;
    }

    /** The first of the first {@code before} boxes that holds all of this one; null: none does so alone. */
    Cover.@Nullable Of<T> holder(Box box, int before) {
        BitSet candidates = new BitSet(before);
        candidates.set(0, before);
        for (int at = 0; at < dimensions.size(); at++) {
            BitSet[] tree = holding.get(at);
            int classes = tree.length / 2;
            BitSet own = box.side(dimensions.get(at));
            BitSet side = own == null ? space.get(dimensions.get(at)).all() : own;
            for (int each = side.nextSetBit(0); each >= 0; each = side.nextSetBit(each + 1)) {
                candidates.and(tree[classes + each]);
                if (candidates.isEmpty()) {
                    return null;
                }
            }
        }
        for (int each = candidates.nextSetBit(0); each >= 0; each = candidates.nextSetBit(each + 1)) {
            if (boxes.get(each).box().holds(box, space)) {
                return boxes.get(each);
            }
        }
        return null;
    }

    private boolean meetsInOthers(Box one, Box other) {
        for (int dimension : others) {
            BitSet mine = one.side(dimension);
            BitSet its = other.side(dimension);
            if (mine != null && its != null && !mine.intersects(its)) {
                return false;
            }
        }
        return true;
    }
}
