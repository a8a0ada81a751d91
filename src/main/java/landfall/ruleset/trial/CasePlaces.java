package landfall.ruleset.trial;

import java.util.List;
import landfall.language.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Places of one case file: SnakeYAML counts code points from zero, a Place UTF-16 units from one. */
final class CasePlaces {

    private final String file;
    private final List<String> lines;

    CasePlaces(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    Place of(Node node) {
        return of(node.getStartMark(), node.getEndMark());
    }

    /** From the one mark to the other, or to the end of the first one's line. */
    Place of(@Nullable Mark start, @Nullable Mark end) {
        if (start == null) {
            return Place.of(file);
        }
        String line = start.getLine() < lines.size() ? lines.get(start.getLine()) : "";
        int from = units(line, start.getColumn());
        int to = end != null && end.getLine() == start.getLine()
                ? units(line, end.getColumn())
                : line.stripTrailing().length();
        return new Place(file, start.getLine() + 1, from + 1, Math.max(1, to - from));
    }

    /** That of a character; the offset counts code points of the whole text. */
    Place at(int offset) {
        int left = offset;
        for (int i = 0; i < lines.size(); i++) {
            int length = lines.get(i).codePointCount(0, lines.get(i).length());
            if (left <= length) {
                return new Place(file, i + 1, units(lines.get(i), left) + 1, 1);
            }
            left -= length + 1;
        }
        return new Place(file, Math.max(1, lines.size()), 1, 1);
    }

    private static int units(String line, int codePoints) {
        return line.offsetByCodePoints(0, Math.min(codePoints, line.codePointCount(0, line.length())));
    }
}
