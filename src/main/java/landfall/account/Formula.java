package landfall.account;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would take for a formula: one that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or
 * a line's end, in any width, gets an apostrophe before it, as OWASP's page on CSV injection has it; a number stays one. It comes
 * off again when the cell is read.
 */
public final class Formula {

    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private Formula() {}

    /** As a table shows it. */
    public static String disarmed(String cell) {
        return begins(cell, 0) && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    /** As it was. */
    public static String armed(String cell) {
        return cell.startsWith("'") && begins(cell, 1) ? cell.substring(1) : cell;
    }

    /** Whether a sign stands there, or behind apostrophes, so that one more can be told from those that were there. */
    private static boolean begins(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) == '\'') {
            at++;
        }
        return at < cell.length() && SIGNS.indexOf(cell.charAt(at)) >= 0;
    }
}
