package landfall.ruleset.source;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.drools.decisiontable.parser.ActionType.Code;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a table says to the snippet of its column. Where spreadsheets show a value in another way than rules write
 * it, it is read as it was meant, if that can't be mistaken; else the cell is an issue.
 */
final class TableCells {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?B?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern GROUPED =
            Pattern.compile("-?[0-9]{1,3}([., '\u00a0\u202f\u2019][0-9]{3})+([.,][0-9]+)?");
    private static final Pattern LIKE_NUMBER =
            Pattern.compile("[-+]?[\\p{Sc}]?\\s*[0-9][0-9., '\u00a0\u202f\u2019]*\\s*(%|[kKmM]|\\p{Sc})?");
    /** Three decimals in a text: a thousand in one country, a little more than one in another. */
    private static final Pattern TWO_MEANINGS = Pattern.compile("-?[1-9][0-9]{0,2}\\.[0-9]{3}");

    private static final Set<String> POSTAL = Set.of("postalCode", "postalArea", "postalDistrict");
    /** Digits of postal codes that many countries have, so that none was lost. */
    private static final Set<Integer> WHOLE_CODES = Set.of(5, 7);

    private static final Set<String> FLAGS = Set.of("true", "false", "yes", "no", "y", "n", "on", "off");
    private static final Set<String> NO = Set.of("false", "no", "n", "off");
    private static final String CURLY = "\u201c\u201d\u201e\u201f";
    private static final DateTimeFormatter HEAD_DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final CellMap places;
    private final Issues issues;
    private final @Nullable Sheet sheet;
    private final List<CellRangeAddress> mergedRanges;

    /** @param sheet null where cells are only texts, as in CSV */
    TableCells(CellMap places, Issues issues, @Nullable Sheet sheet) {
        this.places = places;
        this.issues = issues;
        this.sheet = sheet;
        this.mergedRanges = sheet == null ? List.of() : sheet.getMergedRegions();
    }

    /** Without blanks around it, those included that a web page or a Japanese keyboard gives. */
    static String stripped(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * The value to hand on; empty for a blank cell, null where it can't be told, with an issue.
     *
     * @param shown as Drools' reader has it
     * @param merged whether the cell is one of several merged ones, whose value the first has
     */
    @Nullable
    String read(int row, int column, String shown, boolean merged, TableColumn head) {
        Cell cell = cell(row, column, merged);
        if (cell != null && cell.getCellType() == CellType.ERROR) {
            report(IssueCode.BAD_TABLE, row, column, "this cell shows an error", "write a value");
            return null;
        }
        return cell != null && cell.getCellType() == CellType.NUMERIC
                ? number(row, column, shown, cell, head)
                : text(row, column, stripped(shown), head);
    }

    /** Says that Drools can't use this value. */
    void refuse(int row, int column, String text, String why) {
        boolean priority = why.startsWith("Priority");
        report(
                priority ? IssueCode.BAD_SALIENCE : IssueCode.BAD_TABLE,
                row,
                column,
                priority ? "\"" + text + "\" is no whole number" : "Drools refuses this cell: " + why,
                priority ? "the row with the highest priority wins" : null);
    }

    private @Nullable Cell cell(int row, int column, boolean merged) {
        if (sheet == null) {
            return null;
        }
        int valueRow = row;
        if (merged) {
            for (CellRangeAddress range : mergedRanges) {
                valueRow = range.isInRange(row, column) ? range.getFirstRow() : valueRow;
            }
        }
        Row cells = sheet.getRow(valueRow);
        return cells == null ? null : cells.getCell(column);
    }

    private @Nullable String number(int row, int column, String shown, Cell cell, TableColumn head) {
        double value = cell.getNumericCellValue();
        String format = String.valueOf(cell.getCellStyle().getDataFormatString());
        if (DateUtil.isCellDateFormatted(cell)) {
            return date(row, column, cell, head);
        }
        if (format.contains("%")) {
            return percent(row, column, stripped(shown));
        }
        String plain = plain(value);
        if (!TableColumn.isSnippet(head.code()) || !head.isQuoted()) {
            return plain;
        }
        String text = stripped(shown);
        boolean padded = DIGITS.matcher(text).matches() && new BigDecimal(text).compareTo(new BigDecimal(plain)) == 0;
        if (POSTAL.contains(head.field())
                && !(padded && (text.startsWith("0") || WHOLE_CODES.contains(text.length())))) {
            report(
                    IssueCode.LOST_ZEROS,
                    row,
                    column,
                    "this postal code is the number " + plain + ", so zeros in front of it are lost",
                    "give the column the format Text, and type it again");
            return null;
        }
        boolean general = format.equalsIgnoreCase("General") || format.equals("0");
        if (!padded && !general) {
            report(
                    IssueCode.BAD_CELL_NUMBER,
                    row,
                    column,
                    "this cell shows the number " + plain + " as \"" + text + "\", and " + head.field() + " is a text",
                    "give the cell the format Text, and type what accounts hold");
            return null;
        }
        return padded ? text : plain;
    }

    private static String plain(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }

    private @Nullable String date(int row, int column, Cell cell, TableColumn head) {
        LocalDateTime moment = cell.getLocalDateTimeCellValue();
        boolean wholeDay = moment != null && moment.toLocalTime().equals(LocalTime.MIDNIGHT);
        boolean headDate = head.code() == Code.DATEEFFECTIVE || head.code() == Code.DATEEXPIRES;
        if (moment != null && headDate && wholeDay) {
            return HEAD_DATE.format(moment);
        }
        if (moment != null && head.isQuoted() && cell.getNumericCellValue() < 1) {
            return TIME.format(moment);
        }
        if (moment != null && head.isQuoted() && wholeDay) {
            return moment.toLocalDate().toString();
        }
        report(
                IssueCode.BAD_DATE,
                row,
                column,
                headDate ? "a rule begins and ends with a day, without a time" : "this cell is a date",
                headDate ? "enter the day alone" : "give the cell the format Text or Number, and type it again");
        return null;
    }

    private @Nullable String percent(int row, int column, String shown) {
        report(
                IssueCode.BAD_CELL_NUMBER,
                row,
                column,
                "\"" + shown + "\" could mean two numbers",
                "give the cell the format Number, and write the number that accounts hold");
        return null;
    }

    private @Nullable String text(int row, int column, String text, TableColumn head) {
        if (text.length() >= 2 && head.isQuoted() && isInQuotes(text)) {
            report(
                    CURLY.indexOf(text.charAt(0)) >= 0 ? IssueCode.CURLY_QUOTES : IssueCode.BAD_TABLE,
                    row,
                    column,
                    "this column sets its values into quotes itself",
                    "write " + text.substring(1, text.length() - 1));
            return null;
        }
        if (head.code() == Code.ENABLED && !FLAGS.contains(text.toLowerCase(Locale.ROOT)) && !text.isEmpty()) {
            report(
                    IssueCode.BAD_TABLE,
                    row,
                    column,
                    "\"" + text + "\" says neither that the rule is on nor that it is off",
                    "write true or false");
            return null;
        }
        if (!head.takesValue() && TableColumn.isSnippet(head.code()) && NO.contains(text.toLowerCase(Locale.ROOT))) {
            report(
                    IssueCode.BAD_TABLE,
                    row,
                    column,
                    "any value turns this column on, \"" + text + "\" as well",
                    "leave the cell empty where it doesn't count");
            return null;
        }
        return head.isPlainComparison() ? numberText(row, column, text) : text;
    }

    private static boolean isInQuotes(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        boolean curly = CURLY.indexOf(first) >= 0 && CURLY.indexOf(last) >= 0;
        return curly || (first == '"' && last == '"');
    }

    private @Nullable String numberText(int row, int column, String text) {
        boolean twoMeanings = sheet != null && TWO_MEANINGS.matcher(text).matches();
        if (NUMBER.matcher(text).matches() && !twoMeanings) {
            return text;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (twoMeanings || LIKE_NUMBER.matcher(folded).matches()) {
            if (folded.endsWith("%")) {
                return percent(row, column, text);
            }
            String mended = mended(folded);
            report(
                    IssueCode.BAD_CELL_NUMBER,
                    row,
                    column,
                    mended == null
                            ? "\"" + text + "\" is one number in some countries and another in others"
                            : "\"" + text + "\" is not how rules write a number",
                    mended == null ? "write it with digits only, and a point before decimals" : "write " + mended);
            return null;
        }
        return text;
    }

    /** The number that can only be meant; null where there are two. */
    private static @Nullable String mended(String text) {
        if (!GROUPED.matcher(text).matches()) {
            String digits = text.replace(',', '.');
            return NUMBER.matcher(digits).matches()
                    ? digits
                    : DIGITS.matcher(text).matches() ? zeroless(text) : null;
        }
        int point = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        int last = Math.max(point, comma);
        boolean both = point >= 0 && comma >= 0;
        boolean blanks = text.chars().anyMatch(c -> c != '-' && c != '.' && c != ',' && !Character.isDigit(c));
        char decimal = text.charAt(Math.max(last, 0));
        boolean once = last >= 0 && text.indexOf(decimal) == last;
        if (!both && !blanks && once) {
            return null;
        }
        if (last < 0 || !once) {
            return text.replaceAll("[^-0-9]", "");
        }
        return text.substring(0, last).replaceAll("[^-0-9]", "") + "." + text.substring(last + 1);
    }

    private static String zeroless(String digits) {
        return digits.replaceFirst("^0+(?=[0-9])", "");
    }

    private void report(IssueCode code, int row, int column, String message, @Nullable String hint) {
        issues.report(code, places.cell(row, column), message, hint);
    }
}
