package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether boxes together hold all of another one: the tautology check of covers of multi-valued cubes (Rudell and
 * Sangiovanni-Vincentelli, Multiple-Valued Minimization for PLA Optimization, 1987), which divides the box where most of
 * the others end, until each part is held by one of them or met by none.
 *
 * @param <T> what boxes belong to
 */
final class Cover<T> {

    /** A box and whose it is. */
    record Of<T>(Box box, T owner) {}

    private final Space space;
    private final Work work;
    private final Set<T> used;

    /** @param used takes the owners of the boxes by which the box was seen to be held */
    Cover(Space space, Work work, Set<T> used) {
        this.space = space;
        this.work = work;
        this.used = used;
    }

    /** A part of the box that none of these meets; null where together they hold all of it. */
    @Nullable
    Box uncovered(Box box, List<Of<T>> cover) {
        work.spend(cover.size() + 1L);
        List<Of<T>> live = new ArrayList<>(cover.size());
        int[] ends = new int[space.count()];
        for (Of<T> each : cover) {
            boolean meets = true;
            boolean holds = true;
            for (int dimension = 0; dimension < ends.length && meets; dimension++) {
                BitSet side = each.box().side(dimension);
                if (side != null) {
                    BitSet mine = side(box, dimension);
                    meets = mine.intersects(side);
                    holds &= meets && isIn(mine, side);
                }
            }
            if (meets && holds) {
                used.add(each.owner());
                return null;
            }
            if (meets) {
                live.add(each);
            }
        }
        if (live.isEmpty()) {
            return box;
        }
        for (Of<T> each : live) {
            for (int dimension = 0; dimension < ends.length; dimension++) {
                BitSet side = each.box().side(dimension);
                if (side != null && !isIn(side(box, dimension), side)) {
                    ends[dimension]++;
                }
            }
        }
        int most = 0;
        for (int dimension = 1; dimension < ends.length; dimension++) {
            most = ends[dimension] > ends[most] ? dimension : most;
        }
        for (Group<T> group : groups(side(box, most), most, live, work)) {
            @Nullable BitSet[] sides = box.sides().clone();
            sides[most] = group.classes();
            Box found = uncovered(new Box(sides), group.live());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Classes of a dimension that the same boxes hold.
     *
     * @param live those boxes
     */
    record Group<T>(BitSet classes, List<Of<T>> live) {}

    /** Divides classes by the boxes that hold them; those that the fewest hold come first. */
    static <T> List<Group<T>> groups(BitSet classes, int dimension, List<Of<T>> boxes, Work work) {
        List<Group<T>> groups = new ArrayList<>();
        groups.add(new Group<>(classes, new ArrayList<>()));
        for (Of<T> each : boxes) {
            BitSet side = each.box().side(dimension);
            int before = groups.size();
            work.spend(before);
            for (int at = 0; at < before; at++) {
                Group<T> group = groups.get(at);
                if (side == null || isIn(group.classes(), side)) {
                    group.live().add(each);
                } else if (group.classes().intersects(side)) {
                    BitSet in = (BitSet) group.classes().clone();
                    in.and(side);
                    BitSet out = (BitSet) group.classes().clone();
                    out.andNot(side);
                    List<Of<T>> with = new ArrayList<>(group.live());
                    groups.set(at, new Group<>(out, group.live()));
                    with.add(each);
                    groups.add(new Group<>(in, with));
                }
            }
        }
        groups.sort(Comparator.comparingInt(group -> group.live().size()));
        return groups;
    }

    private BitSet side(Box box, int dimension) {
        BitSet side = box.side(dimension);
        return side == null ? space.get(dimension).all() : side;
    }

    /** Whether all of {@code some} is in {@code others}. */
    static boolean isIn(BitSet some, BitSet others) {
        for (int each = some.nextSetBit(0); each >= 0; each = some.nextSetBit(each + 1)) {
            if (!others.get(each)) {
                return false;
            }
        }
        return true;
    }
}
