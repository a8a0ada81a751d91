package landfall.ruleset.analysis;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Some classes of each dimension: all accounts and moments that are in one of them in every dimension. A side that is null
 * is the whole dimension. Not to be changed.
 */
record Box(@Nullable BitSet[] sides) {

    static Box whole(int dimensions) {
        return new Box(new @Nullable BitSet[dimensions]);
    }

    @Nullable
    BitSet side(int dimension) {
        return sides[dimension];
    }

    /** This, narrowed in one dimension; null where nothing is left. */
    @Nullable
    Box within(int dimension, BitSet classes, Space space) {
        BitSet before = sides[dimension];
        BitSet left = (BitSet) (before == null ? space.get(dimension).all() : before).clone();
        left.and(classes);
        if (left.isEmpty()) {
            return null;
        }
        @Nullable BitSet[] narrowed = sides.clone();
        narrowed[dimension] = left.equals(space.get(dimension).all()) ? null : left;
        return new Box(narrowed);
    }

    /** What both have; null where that is nothing. */
    @Nullable
    Box and(Box other) {
        @Nullable BitSet[] both = sides.clone();
        for (int each = 0; each < both.length; each++) {
            BitSet mine = both[each];
            BitSet its = other.sides[each];
            if (mine == null) {
                both[each] = its;
            } else if (its != null) {
                if (!mine.intersects(its)) {
                    return null;
                }
                BitSet common = (BitSet) mine.clone();
                common.and(its);
                both[each] = common;
            }
        }
        return new Box(both);
    }

    boolean meets(Box other) {
        for (int each = 0; each < sides.length; each++) {
            BitSet mine = sides[each];
            BitSet its = other.sides[each];
            if (mine != null && its != null && !mine.intersects(its)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of the other is in it. */
    boolean holds(Box other, Space space) {
        for (int each = 0; each < sides.length; each++) {
            BitSet mine = sides[each];
            BitSet its = other.sides[each];
            if (mine != null && !isIn(its == null ? space.get(each).all() : its, mine)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(BitSet some, BitSet others) {
        for (int each = some.nextSetBit(0); each >= 0; each = some.nextSetBit(each + 1)) {
            if (!others.get(each)) {
                return false;
            }
        }
        return true;
    }

    boolean isWhole() {
        for (BitSet side : sides) {
            if (side != null) {
                return false;
            }
        }
        return true;
    }
}
