package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Divides classes of a dimension by the boxes that hold them. */
final class Division {

    /**
     * Classes that the same boxes hold.
     *
     * @param live the numbers of those boxes
     */
    record Part(long[] classes, BitSet live) {}

    private Division() {}

    /**
     * Those that the fewest hold come first.
     *
     * @param sides of each box the classes that it holds; null: all
     * @param live the numbers of the boxes
     */
    static List<Part> of(long[] classes, IntFunction<long @Nullable []> sides, BitSet live, Work work) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(classes, new BitSet()));
        for (int box = live.nextSetBit(0); box >= 0; box = live.nextSetBit(box + 1)) {
            long[] side = sides.apply(box);
            int before = parts.size();
            work.spend(before);
            for (int at = 0; at < before; at++) {
                Part part = parts.get(at);
                if (side == null || Bits.isIn(part.classes(), side)) {
                    part.live().set(box);
                } else if (Bits.meet(part.classes(), side)) {
                    BitSet with = (BitSet) part.live().clone();
                    with.set(box);
                    parts.set(at, new Part(Bits.without(part.classes(), side), part.live()));
                    parts.add(new Part(Bits.common(part.classes(), side), with));
                }
            }
        }
        parts.sort(Comparator.comparingInt(part -> part.live().cardinality()));
        return parts;
    }
}
