package landfall.account;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How differently spelled texts are brought to one form; every function here gives its own output back unchanged. */
final class Spelling {

    /** The longest text that an account holds, in UTF-16 units. */
    static final int LONGEST_TEXT = 1_000;

    private Spelling() {}

    /**
     * The text as an account holds it: NFKC, so full and half width are one; no control, direction or zero-width
     * characters; single blanks, none at the ends.
     */
    static String tidy(String raw) {
        if (isTidyAscii(raw)) {
            return raw;
        }
        String readable = withoutInvisible(raw);
        return singleBlanks(
                Normalizer.isNormalized(readable, Normalizer.Form.NFKC)
                        ? readable
                        : Normalizer.normalize(readable, Normalizer.Form.NFKC));
    }

    /** An identifier: invisible characters and blanks at the ends removed, nothing else, since ids may differ by width. */
    static String trim(String raw) {
        return isTidyAscii(raw) ? raw : withoutInvisible(raw).strip();
    }

    /** Whether a tidy text stands for nothing. */
    static boolean isAbsent(String tidy) {
        return switch (tidy.length()) {
            case 0 -> true;
            case 1 -> tidy.equals("-") || tidy.equals("–") || tidy.equals("—");
            case 3 -> tidy.equalsIgnoreCase("n/a");
            case 4 -> tidy.equalsIgnoreCase("null") || tidy.equalsIgnoreCase("#n/a");
            default -> false;
        };
    }

    /** The first {@value #LONGEST_TEXT} units, never half of a character. */
    static String cut(String text) {
        return cut(text, LONGEST_TEXT);
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end).stripTrailing();
    }

    /** What alias lists are looked up by: width, case and blanks don't count. */
    static String aliasKey(String text) {
        return singleBlanks(tidy(text).toLowerCase(Locale.ROOT));
    }

    /**
     * What names of places and languages are looked up by: width, case, accents and punctuation don't count; {@code
     * Saint} is {@code St}, {@code &} is {@code and}.
     */
    static String nameKey(String text) {
        String plain = isAscii(text) ? text : withoutAccents(text);
        StringBuilder key = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.append((char) (c + 32));
            } else if (c == '&') {
                key.append(" and ");
            } else if (Character.isLetterOrDigit(c)
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
                key.append(c);
            } else if (!dropped(c)) {
                key.append(' ');
            }
        }
        return shortSaint(singleBlanks(key.toString()));
    }

    private static boolean dropped(char c) {
        return c == '.' || c == '\'' || c == '’' || c == '‘' || c == '`' || c == 'ʼ' || c == '・' || c == '·';
    }

    private static String shortSaint(String key) {
        if (!key.contains("saint") && !key.contains("sankt")) {
            return key;
        }
        return (" " + key + " ")
                .replace(" saint ", " st ")
                .replace(" sankt ", " st ")
                .strip();
    }

    private static String withoutAccents(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
        StringBuilder letters = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            // Accents of Latin, Greek and Cyrillic; the marks of other scripts tell letters apart.
            if (c < '\u0300' || c > '\u036f') {
                String letter = plainLetter(c);
                if (letter == null) {
                    letters.append(c);
                } else {
                    letters.append(letter);
                }
            }
        }
        return Normalizer.normalize(letters, Normalizer.Form.NFC);
    }

    private static @Nullable String plainLetter(char c) {
        return switch (c) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'ł' -> "l";
            case 'đ', 'ð' -> "d";
            case 'þ' -> "th";
            case 'ı' -> "i";
            default -> null;
        };
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTidyAscii(String text) {
        boolean blankBefore = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7e || c < ' ' || (c == ' ' && blankBefore)) {
                return false;
            }
            blankBefore = c == ' ';
        }
        return text.isEmpty() || !blankBefore;
    }

    private static String withoutInvisible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                visible.append(c).append(text.charAt(++i));
            } else if (c == '\t' || c == '\n' || c == '\r' || c == '\u0085') {
                visible.append(' ');
            } else if (!invisible(c)) {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private static boolean invisible(char c) {
        // Joiners (200C, 200D) stay: Persian and the Indic scripts need them.
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || c == '\u00ad'
                || c == '\u200b'
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u2069')
                || c == '\ufeff'
                || c >= '\ufffe';
    }

    private static String singleBlanks(String text) {
        StringBuilder single = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = single.length() > 0;
            } else {
                if (blank) {
                    single.append(' ');
                    blank = false;
                }
                single.append(c);
            }
        }
        return single.length() == text.length() ? text : single.toString();
    }
}
