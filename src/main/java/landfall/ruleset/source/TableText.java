package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import landfall.ruleset.source.TableListener.Property;
import landfall.ruleset.source.TableListener.Row;
import landfall.ruleset.source.TableListener.Value;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.template.model.DRLOutput;
import org.drools.template.model.Package;
import org.drools.template.model.Rule;
import org.drools.template.parser.DecisionTableParseException;
import org.drools.util.StringUtils;
import org.jspecify.annotations.Nullable;

/** The DRL that Drools makes of one sheet, with the cell that each part of it came from. */
final class TableText {

    private static final String WHEN = "\n\twhen\n";
    private static final String THEN = "\tthen\n";

    private final CellMap places;
    private final TableListener listener;
    private final StringBuilder text = new StringBuilder();

    private TableText(CellMap places, TableListener listener) {
        this.places = places;
        this.listener = listener;
    }

    /** Rows of which a cell was refused are left out; empty, with an issue, where Drools makes nothing of the sheet. */
    static Optional<SourceText> of(String path, CellMap places, TableListener listener) {
        TableText made = new TableText(places, listener);
        try {
            made.render();
        } catch (DecisionTableParseException | NoSuchElementException fault) {
            listener.refuse(fault);
            return Optional.empty();
        }
        return Optional.of(new SourceText(path, made.text.toString(), places));
    }

    private void render() {
        Package whole = listener.getRuleSet();
        List<Rule> rules = new ArrayList<>(whole.getRules());
        whole.getRules().clear();
        DRLOutput head = new DRLOutput();
        whole.renderDRL(head);
        text.append(head.getDRL());
        mapHead();
        for (Rule rule : rules) {
            int number = rule.getSpreadsheetRowNumber() - 1;
            Row row = listener.rows().get(number);
            if (row != null && !listener.isBroken(number)) {
                DRLOutput one = new DRLOutput();
                rule.renderDRL(one);
                places.begin(text.length(), number, row.firstColumn());
                text.append(one.getDRL());
                mapRule(text.length() - one.getDRL().length(), row);
            }
        }
    }

    private record Found(int start, int end, Property property) {}

    /** Package, imports and lists come from cells above the tables. */
    private void mapHead() {
        List<Found> found = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        Set<Integer> keys = new HashSet<>();
        for (Property property : listener.properties()) {
            if (keys.add(property.row())) {
                continue;
            }
            for (String part : property.text().split(",", -1)) {
                String words = part.strip();
                int at = words.isEmpty() ? -1 : text.indexOf(words);
                while (at >= 0 && !taken.add(at)) {
                    at = text.indexOf(words, at + 1);
                }
                if (at >= 0) {
                    found.add(new Found(at, at + words.length(), property));
                }
            }
        }
        found.sort(java.util.Comparator.comparingInt(Found::start));
        found.forEach(each -> places.add(
                each.start(), each.end(), each.property().row(), each.property().column(), true));
    }

    private void mapRule(int start, Row row) {
        int name = text.indexOf("rule ", text.indexOf("\n", start) + 1) + "rule ".length();
        int nameEnd = text.indexOf("\n", name);
        Value named = find(row, Code.NAME);
        if (named != null) {
            places.add(name, nameEnd, row.number(), named.column(), true);
        }
        int when = text.indexOf(WHEN, Math.max(name, nameEnd - 1));
        mapHeadOfRule(row, nameEnd, when);
        int at = mapSnippets(row, Code.CONDITION, when + WHEN.length());
        int then = text.indexOf(THEN, at);
        mapSnippets(row, Code.ACTION, then + THEN.length());
    }

    /** Annotations in their order, then attributes, one a line. */
    private void mapHeadOfRule(Row row, int from, int to) {
        int at = mapSnippets(row, Code.METADATA, from);
        List<Value> attributes = new ArrayList<>();
        for (Value value : row.values()) {
            Code code = value.head().code();
            if (!TableColumn.isSnippet(code) && code != Code.NAME && code != Code.DESCRIPTION) {
                attributes.add(value);
            }
        }
        int line = text.indexOf("\n", Math.max(at, from));
        while (line >= 0 && line < to) {
            int next = text.indexOf("\n", line + 1);
            for (Value value : attributes) {
                if (text.indexOf("\t" + value.head().attribute() + " ", line) == line + 1) {
                    places.add(line + 2, next, row.number(), value.column(), true);
                }
            }
            line = next;
        }
    }

    private static @Nullable Value find(Row row, Code code) {
        return row.values().stream()
                .filter(value -> value.head().code() == code)
                .findFirst()
                .orElse(null);
    }

    /** Finds what Drools made of each cell, one behind the other; gives where the last ends. */
    private int mapSnippets(Row row, Code code, int from) {
        int at = from;
        for (Value value : row.values()) {
            TableColumn head = value.head();
            if (head.code() != code) {
                continue;
            }
            String made = StringUtils.replaceOutOfQuotes(head.inner(value.column(), value.text()), "\\n", " ");
            int start = text.indexOf(made, at);
            if (start < 0 || made.isEmpty()) {
                continue;
            }
            at = start + made.length();
            if (!head.takesValue()) {
                places.add(start, at, head.templateRow(), value.column(), false);
                continue;
            }
            int valueStart = Math.min(at, start + head.before().length());
            int valueEnd = Math.max(valueStart, at - head.behind().length());
            places.add(start, valueStart, head.templateRow(), value.column(), false);
            places.add(valueStart, valueEnd, row.number(), value.column(), true);
            places.add(valueEnd, at, head.templateRow(), value.column(), false);
        }
        return at;
    }
}
