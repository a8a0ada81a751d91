package landfall.ruleset.analysis;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Boxes in words. */
final class RegionText {

    private RegionText() {}

    /** What the box has in common, by dimension; empty: nothing. */
    static Map<String, String> of(Box box, Space space) {
        Map<String, String> text = new LinkedHashMap<>();
        for (int dimension = 1; dimension < space.count(); dimension++) {
            add(dimension, box, space, text);
        }
        add(Space.moment(), box, space, text);
        return text;
    }

    private static void add(int dimension, Box box, Space space, Map<String, String> text) {
        BitSet side = box.side(dimension);
        if (side != null) {
            text.put(space.get(dimension).name(), space.get(dimension).text(side));
        }
    }

    /** The same in one line. */
    static String line(Map<String, String> region) {
        return region.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("; "));
    }
}
