package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import landfall.language.Place;
import org.jspecify.annotations.Nullable;

/** From which cell of a sheet each part of the DRL comes that Drools made of it. Rows and columns count from 0. */
final class CellMap implements SourceText.Origin {

    /** How far behind the text of a cell a sign may stand that is missing there. */
    private static final int NEAR = 3;

    /** @param isValue whether it is what a row says, not what the head of its column adds */
    private record Span(int start, int end, int row, int column, boolean isValue) {}

    private final String file;
    private final String sheet;
    private final List<Span> spans = new ArrayList<>();
    private final TreeMap<Integer, Place> rules = new TreeMap<>();

    CellMap(String file, String sheet) {
        this.file = file;
        this.sheet = sheet;
        rules.put(0, cell(0, 0));
    }

    Place cell(int row, int column) {
        return Place.cell(file, sheet, row + 1, column + 1);
    }

    /** From here on stands what that cell begins: the first cell of a row for its rule. */
    void begin(int start, int row, int column) {
        rules.put(start, cell(row, column));
    }

    /** Spans are added in the order of the text; one that isn't behind the last is left out. */
    void add(int start, int end, int row, int column, boolean isValue) {
        if (end > start
                && (spans.isEmpty() || start >= spans.get(spans.size() - 1).end())) {
            spans.add(new Span(start, end, row, column, isValue));
        }
    }

    /** The first cell whose value stands there; else the head of a column; else the row. */
    @Override
    public Place place(int start, int end) {
        Map.Entry<Integer, Place> rule = rules.floorEntry(start);
        Span head = null;
        int first = firstBehind(start);
        for (int i = first; i < spans.size() && spans.get(i).start() < Math.max(end, start + 1); i++) {
            Span span = spans.get(i);
            if (span.isValue()) {
                return cell(span);
            }
            head = head == null ? span : head;
        }
        if (head != null) {
            return cell(head);
        }
        Span before = valueBefore(first, rule.getKey());
        return before != null && start - spans.get(first - 1).end() < NEAR ? cell(before) : rule.getValue();
    }

    private Place cell(Span span) {
        return cell(span.row(), span.column());
    }

    private @Nullable Span valueBefore(int index, int from) {
        for (int i = index - 1; i >= 0 && spans.get(i).start() >= from; i--) {
            if (spans.get(i).isValue()) {
                return spans.get(i);
            }
        }
        return null;
    }

    /** Index of the first span that ends behind this offset. */
    private int firstBehind(int offset) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
