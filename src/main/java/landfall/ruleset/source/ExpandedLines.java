package landfall.ruleset.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lines of a file were found to stand for, so that a line that comes again is not expanded again. Only for mappings
 * whose values name no variables but their own: then a line always stands for the same.
 */
final class ExpandedLines {

    private static final int LONGEST = 1_000;
    /** Characters that are kept, in lines and what they stand for. */
    private static final int MOST = 4_000_000;

    /**
     * A line as it was expanded.
     *
     * @param origins offsets in the line; negative: the range with that number, from -1 down
     * @param bounds of the ranges, each from and to, in the line
     */
    private record Line(String text, int[] origins, int[] bounds) {}

    private final TracedText.Ranges ranges;
    private final Steps steps;
    private final boolean isSure;
    private final Map<String, Line> lines = new HashMap<>();
    private int kept;

    /** @param text all that is expanded; in what has braces nothing is kept */
    ExpandedLines(List<Mapping> mappings, String text, TracedText.Ranges ranges, Steps steps) {
        this.ranges = ranges;
        this.steps = steps;
        this.isSure = text.indexOf('{') < 0 && mappings.stream().allMatch(Mapping::namesOnlyItsOwn);
    }

    /** What that line of the text stands for; null where it was not seen. */
    @Nullable
    TracedText find(String line, TracedText text, int start) {
        Line found = lines.get(line);
        if (found == null || !isOneAfterAnother(text, start, line.length())) {
            return null;
        }
        int base = text.origin(start);
        int[] origins = new int[found.origins.length];
        int last = 0;
        int lastRange = 0;
        for (int i = 0; i < origins.length; i++) {
            int origin = found.origins[i];
            if (origin >= 0) {
                origins[i] = base + origin;
                continue;
            }
            if (origin != last) {
                int range = (-origin - 1) * 2;
                last = origin;
                lastRange = ranges.add(base + found.bounds[range], base + found.bounds[range + 1]);
            }
            origins[i] = lastRange;
        }
        steps.spend(line.length());
        TracedText sentence = new TracedText(ranges, steps, origins.length);
        sentence.append(found.text, origins);
        return sentence;
    }

    /** Keeps what a line without faults was expanded to. */
    void keep(String line, TracedText text, int start, TracedText sentence) {
        int room = line.length() + sentence.length();
        if (!isSure || room > LONGEST || kept + room > MOST || !isOneAfterAnother(text, start, line.length())) {
            return;
        }
        int base = text.origin(start);
        int[] origins = sentence.origins();
        int[] bounds = new int[origins.length * 2];
        int count = 0;
        int last = 0;
        for (int i = 0; i < origins.length; i++) {
            int origin = origins[i];
            int from = ranges.from(origin) - base;
            int to = ranges.to(origin) - base;
            if (from < 0 || to > line.length()) {
                return;
            }
            if (origin >= 0) {
                origins[i] = from;
                continue;
            }
            if (origin != last) {
                last = origin;
                bounds[count * 2] = from;
                bounds[count * 2 + 1] = to;
                count++;
            }
            origins[i] = -count;
        }
        kept += room;
        lines.put(line, new Line(sentence.toString(), origins, Arrays.copyOf(bounds, count * 2)));
    }

    /** Whether these characters stand in the file as they stand here. */
    private static boolean isOneAfterAnother(TracedText text, int start, int length) {
        int first = text.origin(start);
        for (int i = 0; i < length; i++) {
            if (text.origin(start + i) != first + i) {
                return false;
            }
        }
        return first >= 0;
    }
}
