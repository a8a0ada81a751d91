package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** Finds the boxes that an account is in, whatever the moment and the territory: each of its fields is looked up once. */
final class Boxes {

    private final Space space;
    private final int count;
    private final List<Integer> dimensions = new ArrayList<>();
    /** For each of those dimensions and each class of it the boxes that hold it. */
    private final List<BitSet[]> holding = new ArrayList<>();

    Boxes(Space space, List<Box> boxes) {
        this.space = space;
        this.count = boxes.size();
        for (int dimension = 0; dimension < space.count(); dimension++) {
            int at = dimension;
            boolean tells = dimension != Space.moment() && space.get(dimension) != space.territories();
            if (tells && boxes.stream().anyMatch(box -> box.side(at) != null)) {
                dimensions.add(dimension);
                holding.add(holding(boxes, dimension));
            }
        }
    }

    private BitSet[] holding(List<Box> boxes, int dimension) {
        BitSet all = space.get(dimension).all();
        BitSet[] holding = new BitSet[all.length()];
        for (int each = 0; each < holding.length; each++) {
            holding[each] = new BitSet(count);
        }
        for (int box = 0; box < count; box++) {
            @Nullable BitSet side = boxes.get(box).side(dimension);
            for (int each = (side == null ? all : side).nextSetBit(0);
                    each >= 0;
                    each = (side == null ? all : side).nextSetBit(each + 1)) {
                holding[each].set(box);
            }
        }
        return holding;
    }

    /** Their numbers. A field of the account whose value belongs to no class excludes none. */
    BitSet of(Account account) {
        BitSet in = new BitSet(count);
        in.set(0, count);
        for (int at = 0; at < holding.size() && !in.isEmpty(); at++) {
            int own = space.get(dimensions.get(at)).of(account);
            if (own >= 0) {
                in.and(holding.get(at)[own]);
            }
        }
        return in;
    }
}
