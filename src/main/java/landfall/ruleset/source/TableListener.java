package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.parser.DecisionTableParseException;
import org.jspecify.annotations.Nullable;

/**
 * Hears the cells of one sheet from Drools' reader, and hands on to Drools what {@link TableCells} makes of them. It keeps
 * which cell each value of a rule came from; a cell that Drools refuses costs its column or row. Rows and columns count
 * from 0.
 */
final class TableListener extends DefaultRuleSheetListener {

    /** Cells above tables of which it is known what became of them. */
    private static final int MOST_PROPERTIES = 1_000;

    private static final int KIND_ROW = 1;
    private static final int OBJECT_ROW = 2;
    private static final int SNIPPET_ROW = 3;
    private static final int LABEL_ROW = 4;

    /** One value of a rule. */
    record Value(int column, TableColumn head, String text) {}

    /** What one row says. */
    record Row(int number, int firstColumn, List<Value> values) {}

    /** A cell outside of tables. */
    record Property(int row, int column, String text) {}

    private final CellMap places;
    private final TableCells cells;
    private final Issues issues;
    private final Map<Integer, Row> rows = new TreeMap<>();
    private final List<Property> properties = new ArrayList<>();
    private final Map<Integer, Head> heads = new TreeMap<>();
    private final Set<Integer> brokenColumns = new HashSet<>();
    private final Set<Integer> brokenRows = new HashSet<>();
    private int tableRow = -1;
    private int tableColumn;
    private int lastDataRow;
    private boolean escapesQuotes = true;
    private int tables;
    private boolean refused;

    /** The head of a column as far as it was heard. */
    private static final class Head {
        private final Code code;
        private @Nullable String object;
        private @Nullable TableColumn column;

        Head(Code code) {
            this.code = code;
        }
    }

    TableListener(CellMap places, TableCells cells, Issues issues) {
        this.places = places;
        this.cells = cells;
        this.issues = issues;
    }

    /** By their numbers; without those of which a cell could not be read. */
    Map<Integer, Row> rows() {
        return rows;
    }

    boolean isBroken(int row) {
        return brokenRows.contains(row);
    }

    List<Property> properties() {
        return properties;
    }

    boolean hasTable() {
        return tables > 0 && !refused;
    }

    /** Whether a table was refused as a whole, which was reported. */
    boolean isRefused() {
        return refused;
    }

    /** Tells what keeps Drools from making rules of the sheet, at the cell that it names, or else at the table. */
    void refuse(RuntimeException fault) {
        refused = true;
        String message = String.valueOf(fault.getMessage());
        Property at = properties.stream()
                .filter(property -> message.contains(property.text()))
                .max(Comparator.comparingInt(property -> property.text().length()))
                .orElse(new Property(Math.max(0, tableRow), tableColumn, ""));
        issues.report(
                IssueCode.BAD_TABLE,
                places.cell(at.row(), at.column()),
                "Drools refuses this cell: " + message,
                "landfall template makes a table that is right");
    }

    @Override
    public void newRow(int row, int columns) {
        if (!refused) {
            super.newRow(row, columns);
        }
    }

    @Override
    public void finishSheet() {
        if (!refused) {
            super.finishSheet();
        }
    }

    @Override
    protected void postInitRuleTable(int row, int column, String value) {
        tables++;
        tableRow = row;
        tableColumn = column;
        lastDataRow = row + LABEL_ROW + 1;
        heads.clear();
        brokenColumns.clear();
        escapesQuotes = isTrue(getProperties().getSingleProperty(ESCAPE_QUOTES_FLAG, "true"));
    }

    private static boolean isTrue(String flag) {
        String word = flag.strip().toLowerCase(Locale.ROOT);
        return word.equals("true") || word.equals("on") || word.startsWith("y");
    }

    @Override
    public void newCell(int row, int column, String value, int mergedColStart) {
        if (refused) {
            return;
        }
        boolean isBeside = tableRow >= 0 && row >= tableRow && row <= lastDataRow + 1;
        if (isBeside && (row == tableRow || column < tableColumn)) {
            return;
        }
        if (!isBeside) {
            outside(row, column, value, mergedColStart);
        } else if (!brokenColumns.contains(column)) {
            inside(row, column, value, mergedColStart);
        }
    }

    private void outside(int row, int column, String value, int mergedColStart) {
        String text = TableCells.stripped(value);
        if (text.isEmpty()) {
            return;
        }
        if (tableRow >= 0 && row > lastDataRow + 1 && column >= tableColumn && !isTable(text)) {
            Head head = heads.get(column);
            if (head != null && head.code == Code.ACTION) {
                issues.report(
                        IssueCode.ROW_NOT_READ,
                        places.cell(row, column),
                        "this row is no part of the table, which has ended at the empty row above",
                        "delete the empty row, or begin another table");
            }
        }
        if (properties.size() < MOST_PROPERTIES) {
            properties.add(new Property(row, column, text));
        }
        handOn(row, column, text, mergedColStart);
    }

    private static boolean isTable(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return word.equals(RULE_TABLE_TAG) || word.startsWith(RULE_TABLE_TAG + " ");
    }

    private void inside(int row, int column, String value, int mergedColStart) {
        String text = TableCells.stripped(value);
        if (text.isEmpty()) {
            return;
        }
        if (isTable(text)) {
            handOn(row, column, text, mergedColStart);
            return;
        }
        switch (row - tableRow) {
            case KIND_ROW -> kind(row, column, text);
            case OBJECT_ROW -> object(row, column, text, mergedColStart);
            case SNIPPET_ROW -> snippet(row, column, text, mergedColStart);
            case LABEL_ROW -> label(row, column, text, mergedColStart);
            default -> data(row, column, value, mergedColStart);
        }
    }

    private void kind(int row, int column, String text) {
        String word = text.toUpperCase(Locale.ROOT);
        Map<String, Code> known = ActionType.getTag2code();
        Code code = known.get(word);
        if (code == null) {
            broken(
                    row,
                    column,
                    "a column cannot be of the kind \"" + text + "\"",
                    Suggestions.hint(word, known.keySet(), "it is CONDITION, ACTION, PRIORITY, NAME or METADATA"));
            return;
        }
        if (handOn(row, column, text, NON_MERGED)) {
            heads.put(column, new Head(code));
        }
    }

    private void object(int row, int column, String text, int mergedColStart) {
        Head head = head(row, column);
        if (head != null && handOn(row, column, text, mergedColStart)) {
            head.object = text;
        }
    }

    private void snippet(int row, int column, String text, int mergedColStart) {
        Head head = head(row, column);
        if (head != null && handOn(row, column, text, mergedColStart)) {
            head.column = TableColumn.of(head.code, column, head.object, text, row);
        }
    }

    private void label(int row, int column, String text, int mergedColStart) {
        if (head(row, column) != null) {
            handOn(row, column, text, mergedColStart);
        }
    }

    private @Nullable Head head(int row, int column) {
        Head head = heads.get(column);
        if (head == null) {
            broken(
                    row,
                    column,
                    "nothing says what this column is",
                    "write CONDITION, ACTION or another kind into row " + (tableRow + KIND_ROW + 1)
                            + ", or move the note out of the table");
        }
        return head;
    }

    private void data(int row, int column, String value, int mergedColStart) {
        Head head = head(row, column);
        if (head == null) {
            return;
        }
        if (head.column == null) {
            if (TableColumn.isSnippet(head.code)) {
                broken(
                        row,
                        column,
                        "the head of this column says nothing that a value could be set into",
                        "write a snippet such as country == \"$param\" into row " + (tableRow + SNIPPET_ROW + 1));
                return;
            }
            head.column = TableColumn.of(head.code, column, null, null, row);
        }
        lastDataRow = row;
        boolean across = mergedColStart != NON_MERGED && mergedColStart != column;
        if (across) {
            issues.report(
                    IssueCode.MERGED_CELLS,
                    places.cell(row, column),
                    "this cell is merged with the one to its left, so one value would count in both columns",
                    "unmerge them");
        }
        String text = across ? null : cells.read(row, column, value, mergedColStart != NON_MERGED, head.column);
        if (text == null) {
            brokenRows.add(row);
        } else if (text.isEmpty()) {
            return;
        }
        if (handOn(row, column, text == null ? "?" : text, mergedColStart) && text != null) {
            String set = TableColumn.isSnippet(head.code) && escapesQuotes ? escaped(text) : text;
            rows.computeIfAbsent(row, number -> new Row(number, tableColumn, new ArrayList<>()))
                    .values()
                    .add(new Value(column, head.column, set));
        }
    }

    /** As Drools does: a quote inside of a value is one of the text, a value that begins with one has quotes of its own. */
    private static String escaped(String text) {
        return text.indexOf('"') > 0 ? text.replace("\"", "\\\"") : text;
    }

    private boolean handOn(int row, int column, String text, int mergedColStart) {
        try {
            super.newCell(row, column, text, mergedColStart);
            return true;
        } catch (DecisionTableParseException | IllegalArgumentException fault) {
            if (tableRow >= 0 && row > tableRow + LABEL_ROW) {
                brokenRows.add(row);
                cells.refuse(row, column, text, String.valueOf(fault.getMessage()));
            } else {
                broken(row, column, "Drools refuses this cell: " + fault.getMessage(), null);
            }
            // A table that has not begun whole can't go on.
            refused |= isTable(text);
            return false;
        }
    }

    private void broken(int row, int column, String message, @Nullable String hint) {
        brokenColumns.add(column);
        brokenRows.add(row);
        issues.report(IssueCode.BAD_TABLE, places.cell(row, column), message, hint);
    }
}
