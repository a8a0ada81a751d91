package landfall.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The digits of a written number, with their grouping and Japanese units, and the words for thousand and more. */
final class NumberParts {

    /**
     * What a number is multiplied by.
     *
     * @param rest what stands after it, perhaps a currency
     */
    record Magnitude(BigDecimal factor, String rest) {}

    private record Word(String word, BigDecimal factor) {}

    private static final List<Word> WORDS = List.of(
            new Word("thousand", BigDecimal.valueOf(1_000)),
            new Word("millionen", BigDecimal.valueOf(1_000_000)),
            new Word("millions", BigDecimal.valueOf(1_000_000)),
            new Word("million", BigDecimal.valueOf(1_000_000)),
            new Word("milliarden", BigDecimal.valueOf(1_000_000_000)),
            new Word("milliards", BigDecimal.valueOf(1_000_000_000)),
            new Word("milliarde", BigDecimal.valueOf(1_000_000_000)),
            new Word("billions", BigDecimal.valueOf(1_000_000_000)),
            new Word("billion", BigDecimal.valueOf(1_000_000_000)),
            new Word("trillion", BigDecimal.valueOf(1_000_000_000_000L)),
            new Word("crore", BigDecimal.valueOf(10_000_000)),
            new Word("lakh", BigDecimal.valueOf(100_000)),
            new Word("tsd", BigDecimal.valueOf(1_000)),
            new Word("mio", BigDecimal.valueOf(1_000_000)),
            new Word("mrd", BigDecimal.valueOf(1_000_000_000)),
            new Word("mm", BigDecimal.valueOf(1_000_000)),
            new Word("mn", BigDecimal.valueOf(1_000_000)),
            new Word("bn", BigDecimal.valueOf(1_000_000_000)),
            new Word("tn", BigDecimal.valueOf(1_000_000_000_000L)),
            new Word("cr", BigDecimal.valueOf(10_000_000)),
            new Word("k", BigDecimal.valueOf(1_000)),
            new Word("m", BigDecimal.valueOf(1_000_000)),
            new Word("b", BigDecimal.valueOf(1_000_000_000)));
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?[eE][+-]?\\d{1,2}");
    private static final String JAPANESE_UNITS = "百千万萬億兆";

    private NumberParts() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Where the digits, their separators and Japanese units end. */
    static int endOfCore(String text, int start) {
        int end = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c) || JAPANESE_UNITS.indexOf(c) >= 0) {
                end = i + 1;
            } else if ((c == 'e' || c == 'E')
                    && SCIENTIFIC.matcher(text.substring(start)).matches()) {
                return text.length();
            } else if (c != '.' && c != ',' && !groups(c)) {
                break;
            }
        }
        // "5." is 5, but the dot of "5 Mio." belongs to the word.
        return end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    }

    /** Null where what follows the digits doesn't begin with a word for a magnitude. */
    static @Nullable Magnitude magnitude(String after) {
        if (after.isEmpty()) {
            return null;
        }
        String lower = after.toLowerCase(Locale.ROOT);
        for (Word word : WORDS) {
            int length = word.word().length();
            if (lower.startsWith(word.word()) && (lower.length() == length || !isLatin(lower.charAt(length)))) {
                String rest = after.substring(length);
                return new Magnitude(word.factor(), (rest.startsWith(".") ? rest.substring(1) : rest).strip());
            }
        }
        return null;
    }

    /** Null where the digits are grouped as nobody groups them. */
    static @Nullable BigDecimal core(String core, boolean dotGroups) {
        if (SCIENTIFIC.matcher(core).matches()) {
            return new BigDecimal(core);
        }
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal section = BigDecimal.ZERO;
        BigDecimal lastUnit = BigDecimal.valueOf(Long.MAX_VALUE);
        int from = 0;
        for (int i = 0; i < core.length(); i++) {
            BigDecimal unit = japaneseUnit(core.charAt(i));
            if (unit != null) {
                String digits = core.substring(from, i).strip();
                BigDecimal count = digits.isEmpty() ? BigDecimal.ZERO : digits(digits, dotGroups);
                if (count == null) {
                    return null;
                }
                if (unit.intValue() == 100 || unit.intValue() == 1_000) {
                    section = section.add(digits.isEmpty() ? unit : count.multiply(unit));
                } else {
                    BigDecimal many = section.add(count);
                    if (unit.compareTo(lastUnit) >= 0 || many.signum() == 0) {
                        return null;
                    }
                    total = total.add(many.multiply(unit));
                    section = BigDecimal.ZERO;
                    lastUnit = unit;
                }
                from = i + 1;
            }
        }
        String digits = core.substring(from).strip();
        BigDecimal rest = digits.isEmpty() && from > 0 ? BigDecimal.ZERO : digits(digits, dotGroups);
        return rest == null ? null : total.add(section).add(rest);
    }

    private static @Nullable BigDecimal digits(String text, boolean dotGroups) {
        int decimalSign = decimalSign(text, dotGroups);
        String integer = decimalSign < 0 ? text : text.substring(0, decimalSign);
        String fraction = decimalSign < 0 ? "" : text.substring(decimalSign + 1);
        StringBuilder digits = new StringBuilder(text.length());
        char grouping = 0;
        int group = 0;
        int groupsBefore = 0;
        for (int i = 0; i < integer.length(); i++) {
            char c = integer.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                group++;
            } else {
                // A group before a separator has one to three digits, or (Indian) two; the last has three.
                boolean first = groupsBefore == 0;
                if ((grouping != 0 && grouping != c) || group == 0 || group > 3 || (!first && group == 1)) {
                    return null;
                }
                grouping = c;
                group = 0;
                groupsBefore++;
            }
        }
        if (grouping != 0 && group != 3) {
            return null;
        }
        for (int i = 0; i < fraction.length(); i++) {
            if (!isDigit(fraction.charAt(i))) {
                return null;
            }
        }
        if (digits.isEmpty() && fraction.isEmpty()) {
            return null;
        }
        return new BigDecimal((digits.isEmpty() ? "0" : digits) + (fraction.isEmpty() ? "" : "." + fraction));
    }

    private static int decimalSign(String text, boolean dotGroups) {
        int dot = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        if (dot >= 0 && comma >= 0) {
            return Math.max(dot, comma);
        }
        int sign = Math.max(dot, comma);
        if (sign < 0) {
            return -1;
        }
        if (text.indexOf(text.charAt(sign)) != sign) {
            return -1;
        }
        boolean thousandsShape = text.length() - sign - 1 == 3 && sign >= 1 && sign <= 3 && text.charAt(0) != '0';
        boolean grouped = thousandsShape && (comma >= 0 || dotGroups);
        return grouped ? -1 : sign;
    }

    private static @Nullable BigDecimal japaneseUnit(char c) {
        return switch (c) {
            case '百' -> BigDecimal.valueOf(100);
            case '千' -> BigDecimal.valueOf(1_000);
            case '万', '萬' -> BigDecimal.valueOf(10_000);
            case '億' -> BigDecimal.valueOf(100_000_000);
            case '兆' -> BigDecimal.valueOf(1_000_000_000_000L);
            default -> null;
        };
    }

    private static boolean groups(char c) {
        return c == ' ' || c == '\'' || c == '’' || c == '_' || c == '٬';
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z');
    }
}
