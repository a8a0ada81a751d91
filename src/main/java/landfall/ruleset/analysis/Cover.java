package landfall.ruleset.analysis;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether boxes together hold all of another one: the tautology check of covers of multi-valued cubes (Rudell and
 * Sangiovanni-Vincentelli, Multiple-Valued Minimization for PLA Optimization, 1987), which divides the box where most of
 * the others end, until each part is held by one of them or met by none. A dimension is divided into the classes that the
 * same boxes hold, so at most once on the way to a part; which boxes end in which dimension is looked at once.
 *
 * @param <T> what boxes belong to
 */
final class Cover<T> {

    /**
     * A box and whose it is.
     *
     * @param sides the sides of the box as words; null: the whole dimension
     */
    record Of<T>(Box box, T owner, long[] @Nullable [] sides) {

        Of(Box box, T owner) {
            this(box, owner, words(box));
        }

        private static long[] @Nullable [] words(Box box) {
            long[] @Nullable [] words = new long[box.sides().length][];
            for (int dimension = 0; dimension < words.length; dimension++) {
                BitSet side = box.side(dimension);
                words[dimension] = side == null ? null : side.toLongArray();
            }
            return words;
        }
    }

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
        Question question = new Question(box, cover);
        for (int number = 0; number < cover.size(); number++) {
            if (question.isHeldBy(number)) {
                used.add(cover.get(number).owner());
                return null;
            }
        }
        return question.live.isEmpty() ? box : question.uncovered();
    }

    /** What is asked of one box. */
    private final class Question {

        private final Box box;
        private final List<Of<T>> cover;
        /** The box, as far as others are narrowed. */
        private final long[] @Nullable [] own;
        /** By dimension the others that hold some of the box and not all. */
        private final @Nullable BitSet[] ending;
        /** The others that meet the box. */
        private final BitSet live;

        Question(Box box, List<Of<T>> cover) {
            this.box = box;
            this.cover = cover;
            this.own = new long[space.count()][];
            this.ending = new @Nullable BitSet[space.count()];
            this.live = new BitSet(cover.size());
        }

        /** Also notes whether it meets the box, and where it ends. */
        boolean isHeldBy(int number) {
            long[] @Nullable [] sides = cover.get(number).sides();
            boolean holds = true;
            for (int dimension = 0; dimension < sides.length; dimension++) {
                long[] side = sides[dimension];
                if (side != null) {
                    long[] mine = own(dimension);
                    if (!Bits.meet(mine, side)) {
                        return false;
                    }
                    if (!Bits.isIn(mine, side)) {
                        holds = false;
                        ending(dimension).set(number);
                    }
                }
            }
            live.set(number);
            return holds;
        }

        private long[] own(int dimension) {
            long[] words = own[dimension];
            if (words == null) {
                BitSet side = box.side(dimension);
                words = (side == null ? space.get(dimension).all() : side).toLongArray();
                own[dimension] = words;
            }
            return words;
        }

        private BitSet ending(int dimension) {
            BitSet boxes = ending[dimension];
            if (boxes == null) {
                boxes = new BitSet(cover.size());
                ending[dimension] = boxes;
            }
            return boxes;
        }

        @Nullable
        Box uncovered() {
            BitSet undivided = new BitSet();
            for (int dimension = 0; dimension < ending.length; dimension++) {
                undivided.set(dimension, ending[dimension] != null);
            }
            return uncovered(live, undivided, box.sides());
        }

        /** Where none of these boxes holds all that is left in the undivided dimensions. */
        private @Nullable Box uncovered(BitSet boxes, BitSet undivided, @Nullable BitSet[] sides) {
            int most = most(boxes, undivided);
            BitSet rest = (BitSet) undivided.clone();
            rest.clear(most);
            for (Division.Part part :
                    Division.of(own(most), number -> cover.get(number).sides()[most], boxes, work)) {
                work.spend(part.live().cardinality() + 1L);
                int holder = holder(part.live(), rest);
                if (holder >= 0) {
                    used.add(cover.get(holder).owner());
                } else {
                    @Nullable BitSet[] narrowed = sides.clone();
                    narrowed[most] = BitSet.valueOf(part.classes());
                    if (part.live().isEmpty()) {
                        return new Box(narrowed);
                    }
                    Box found = uncovered(part.live(), rest, narrowed);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        /** The dimension in which most of the boxes end. */
        private int most(BitSet boxes, BitSet undivided) {
            int most = -1;
            int ends = 0;
            for (int each = undivided.nextSetBit(0); each >= 0; each = undivided.nextSetBit(each + 1)) {
                BitSet own = (BitSet) boxes.clone();
                own.and(ending(each));
                if (own.cardinality() > ends) {
                    most = each;
                    ends = own.cardinality();
                }
            }
            return most;
        }

        /** The first of the boxes that ends in none of these dimensions; -1: none. */
        private int holder(BitSet boxes, BitSet undivided) {
            BitSet holders = (BitSet) boxes.clone();
            for (int each = undivided.nextSetBit(0); each >= 0; each = undivided.nextSetBit(each + 1)) {
                holders.andNot(ending(each));
            }
            return holders.nextSetBit(0);
        }
    }
}
