package landfall.ruleset.source;

import java.util.Locale;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.LhsBuilder;
import org.drools.decisiontable.parser.RhsBuilder;
import org.drools.decisiontable.parser.SourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One column of a decision table: its kind, and the snippet that a cell's value is set into. What comes out is asked of
 * Drools' own builders.
 */
final class TableColumn {

    /** Stands for a value; no file may have it. */
    private static final String PROBE = "\uE000";

    private final Code code;
    private final int templateRow;
    private final @Nullable SourceBuilder builder;
    private final String around;
    private final String probed;

    private TableColumn(Code code, int column, @Nullable String object, @Nullable String template, int templateRow) {
        this.code = code;
        this.templateRow = templateRow;
        if (template == null || !isSnippet(code)) {
            builder = null;
            around = "";
            probed = "";
        } else {
            builder = code == Code.CONDITION
                    ? new LhsBuilder(0, column, object)
                    : new RhsBuilder(code, 0, column, code == Code.ACTION ? object : null);
            around = builder.getResult();
            builder.addTemplate(0, column, template);
            probed = inner(column, PROBE);
        }
    }

    static TableColumn of(Code code, int column, @Nullable String object, @Nullable String template, int templateRow) {
        return new TableColumn(code, column, object, template, templateRow);
    }

    static boolean isSnippet(Code code) {
        return code == Code.CONDITION || code == Code.ACTION || code == Code.METADATA;
    }

    Code code() {
        return code;
    }

    int templateRow() {
        return templateRow;
    }

    /** The attribute that its cells set, as DRL spells it. */
    String attribute() {
        return code == Code.SALIENCE ? "salience" : code.getColHeader().toLowerCase(Locale.ROOT);
    }

    /** What Drools makes of a value in this column, without what it sets around all columns of a pattern. */
    String inner(int column, String value) {
        if (builder == null) {
            return value;
        }
        builder.addCellValue(0, column, value);
        String whole = builder.getResult();
        builder.clearValues();
        int before = 0;
        while (before < around.length() && before < whole.length() && around.charAt(before) == whole.charAt(before)) {
            before++;
        }
        int behind = around.length() - before;
        return behind == 0 || whole.length() < before + behind
                ? whole.substring(Math.min(before, whole.length()))
                : whole.substring(before, whole.length() - behind);
    }

    /** Whether the snippet has a place for a value; else any value only says that it counts. */
    boolean takesValue() {
        return probed.contains(PROBE);
    }

    /** The part of the snippet before the first value. */
    String before() {
        int at = probed.indexOf(PROBE);
        return at < 0 ? probed : probed.substring(0, at);
    }

    /** The part of the snippet behind the last value. */
    String behind() {
        return probed.substring(probed.lastIndexOf(PROBE) + 1);
    }

    /** Whether the snippet sets values between quotes. */
    boolean isQuoted() {
        return takesValue() && before().endsWith("\"");
    }

    /** Whether a single value without quotes is compared: a number, true or false. */
    boolean isPlainComparison() {
        String before = before().strip();
        return code == Code.CONDITION
                && takesValue()
                && behind().length() <= 1
                && (before.endsWith("=") || before.endsWith("<") || before.endsWith(">"));
    }

    String field() {
        String snippet = before().strip();
        int end = 0;
        while (end < snippet.length() && Character.isJavaIdentifierPart(snippet.charAt(end))) {
            end++;
        }
        return snippet.substring(0, end);
    }
}
