package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds boxes that meet a box, by the dimensions that most of them are narrowed in. */
final class Nearby<T> {

    private static final int MOST_CLASSES = 4_000;

    private final List<Cover.Of<T>> boxes;
    private final List<Integer> dimensions = new ArrayList<>();
    /** For each of those dimensions and each class of it the boxes that hold it. */
    private final List<BitSet[]> holding = new ArrayList<>();

    Nearby(List<Cover.Of<T>> boxes, Space space) {
        this.boxes = List.copyOf(boxes);
        for (int dimension = 0; dimension < space.count(); dimension++) {
            BitSet all = space.get(dimension).all();
            int narrowed = 0;
            for (Cover.Of<T> each : boxes) {
                narrowed += each.box().side(dimension) == null ? 0 : 1;
            }
            if (narrowed * 10L < boxes.size() || narrowed == 0 || all.length() > MOST_CLASSES) {
                continue;
            }
            BitSet[] bits = new BitSet[all.length()];
            for (int each = 0; each < bits.length; each++) {
                bits[each] = new BitSet();
            }
            for (int at = 0; at < boxes.size(); at++) {
                BitSet side = boxes.get(at).box().side(dimension);
                int number = at;
                (side == null ? all : side).stream().forEach(each -> bits[each].set(number));
            }
            dimensions.add(dimension);
            holding.add(bits);
        }
    }

    /** Those of the first {@code before} boxes that meet this one, in their order. */
    List<Cover.Of<T>> meeting(Box box, int before) {
        BitSet candidates = new BitSet();
        candidates.set(0, before);
        for (int at = 0; at < dimensions.size(); at++) {
            BitSet side = box.side(dimensions.get(at));
            if (side != null) {
                BitSet[] bits = holding.get(at);
                BitSet any = new BitSet();
                for (int each = side.nextSetBit(0); each >= 0; each = side.nextSetBit(each + 1)) {
                    any.or(bits[each]);
                }
                candidates.and(any);
            }
        }
        List<Cover.Of<T>> meeting = new ArrayList<>();
        for (int each = candidates.nextSetBit(0); each >= 0; each = candidates.nextSetBit(each + 1)) {
            if (boxes.get(each).box().meets(box)) {
                meeting.add(boxes.get(each));
            }
        }
        return meeting;
    }
}
