package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import landfall.ruleset.analysis.Uncovered.Region;
import org.jspecify.annotations.Nullable;

/** Makes few regions of many, as wide as people think of them. */
final class Regions {

    private static final int MOST_MERGED = 1_000;

    private Regions() {}

    /** The widest first: without what only excepts a few values, and those that differ in one dimension only as one. */
    static List<Region> sorted(List<Region> regions, Space space) {
        Shapes shapes = new Shapes(space);
        List<Region> merged = new ArrayList<>();
        for (Region region : regions) {
            Region grown = widened(region, space);
            for (int at = 0; at < merged.size() && merged.size() < MOST_MERGED; at++) {
                Region both = together(merged.get(at), grown, shapes, space);
                if (both != null) {
                    merged.remove(at);
                    grown = both;
                    at = -1;
                }
            }
            merged.add(grown);
        }
        merged.sort(Comparator.comparingInt((Region region) -> narrowed(region.box()))
                .thenComparing(region -> !region.whole()));
        return merged;
    }

    /** Without sides that hold what most accounts are anyway. */
    private static Region widened(Region region, Space space) {
        @Nullable BitSet[] sides = region.box().sides().clone();
        Set<String> but = new LinkedHashSet<>();
        for (int dimension = 0; dimension < sides.length; dimension++) {
            BitSet side = sides[dimension];
            if (side != null && space.get(dimension).isUsual(side)) {
                sides[dimension] = null;
                but.add(space.get(dimension).name());
            }
        }
        return but.isEmpty() ? region : new Region(new Box(sides), false, region.some(), but);
    }

    private static @Nullable Region together(Region one, Region other, Shapes shapes, Space space) {
        if (one.whole() && other.whole()) {
            Box both = shapes.together(one.box(), other.box());
            return both == null ? null : new Region(both, true, both);
        }
        if (one.box().holds(other.box(), space) && !one.whole()) {
            return one;
        }
        if (other.box().holds(one.box(), space) && !other.whole()) {
            return other;
        }
        Box both = one.whole() == other.whole() ? shapes.together(one.box(), other.box()) : null;
        if (both == null) {
            return null;
        }
        Set<String> but = new LinkedHashSet<>(one.but());
        but.addAll(other.but());
        return new Region(both, false, one.some(), but);
    }

    private static int narrowed(Box box) {
        int narrowed = 0;
        for (BitSet side : box.sides()) {
            narrowed += side == null ? 0 : 1;
        }
        return narrowed;
    }
}
