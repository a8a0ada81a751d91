package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Not;
import landfall.language.Condition.Or;
import org.jspecify.annotations.Nullable;

/** Turns conditions into boxes that together hold exactly what satisfies them; none: nothing does. */
final class Shapes {

    /** Boxes of one condition or rule; beyond, it is not analysed. */
    static final int MOST_BOXES = 256;

    /** More alternatives than are looked at. */
    static final class TooWideException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooWideException() {
            super("too many alternatives", null, false, false);
        }
    }

    private final Space space;

    Shapes(Space space) {
        this.space = space;
    }

    /** Of a condition on an account or a territory. */
    List<Box> of(Condition condition) {
        return of(condition, false);
    }

    /** Of a condition on a clock, which is one question to the moment. */
    List<Box> of(ZonedCondition condition) {
        return one(Space.moment(), space.moments().where(condition));
    }

    /** What lies in these classes of a dimension. */
    List<Box> one(int dimension, BitSet classes) {
        Box box = Box.whole(space.count()).within(dimension, classes, space);
        return box == null ? List.of() : List.of(box);
    }

    private List<Box> of(Condition condition, boolean negated) {
        if (condition instanceof Not not) {
            return of(not.condition(), !negated);
        }
        if (condition instanceof Comparison comparison) {
            Space.Side side = space.side(comparison);
            if (side.dimension() < 0) {
                return side.classes().get(0) != negated ? List.of(Box.whole(space.count())) : List.of();
            }
            BitSet classes = side.classes();
            if (negated) {
                classes = (BitSet) space.get(side.dimension()).all().clone();
                classes.andNot(side.classes());
            }
            return one(side.dimension(), classes);
        }
        List<Condition> parts = condition instanceof And and ? and.conditions() : ((Or) condition).conditions();
        if (condition instanceof And != negated) {
            List<Box> all = List.of(Box.whole(space.count()));
            for (Condition part : parts) {
                all = product(all, of(part, negated));
            }
            return all;
        }
        List<Box> any = new ArrayList<>();
        for (Condition part : parts) {
            any.addAll(of(part, negated));
        }
        return merged(any);
    }

    /** What is in one of the first and in one of the others. */
    List<Box> product(List<Box> some, List<Box> others) {
        List<Box> product = new ArrayList<>();
        for (Box one : some) {
            for (Box other : others) {
                Box both = one.and(other);
                if (both != null) {
                    product.add(both);
                }
            }
        }
        return merged(product);
    }

    /** The same with fewer boxes: those that differ in one dimension only become one. */
    List<Box> merged(List<Box> boxes) {
        List<Box> merged = new ArrayList<>();
        for (Box box : boxes) {
            Box grown = box;
            for (int at = 0; at < merged.size(); at++) {
                Box both = together(merged.get(at), grown);
                if (both != null) {
                    merged.remove(at);
                    grown = both;
                    at = -1;
                }
            }
            merged.add(grown);
            if (merged.size() > MOST_BOXES) {
                throw new TooWideException();
            }
        }
        return merged;
    }

    /** One box that is both; null where they differ in more than one dimension. */
    @Nullable
    Box together(Box one, Box other) {
        int differs = -1;
        for (int each = 0; each < space.count(); each++) {
            BitSet mine = one.side(each);
            BitSet its = other.side(each);
            boolean same = mine == null ? its == null : mine.equals(its);
            if (!same) {
                if (differs >= 0) {
                    return null;
                }
                differs = each;
            }
        }
        if (differs < 0) {
            return one;
        }
        @Nullable BitSet[] sides = one.sides().clone();
        BitSet mine = one.side(differs);
        BitSet its = other.side(differs);
        BitSet union = null;
        if (mine != null && its != null) {
            union = (BitSet) mine.clone();
            union.or(its);
            union = union.equals(space.get(differs).all()) ? null : union;
        }
        sides[differs] = union;
        return new Box(sides);
    }
}
