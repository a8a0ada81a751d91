package landfall.account;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A postal code in the form of its country.
 *
 * @param area US, JP, CA: the first three; DE: the first two; GB: the letters; else null
 * @param district GB: the outward code; else null
 */
record PostalCode(String code, @Nullable String area, @Nullable String district) {

    private static final Pattern SEVEN = Pattern.compile("\\d{3}-?\\d{4}");
    private static final Pattern NINE = Pattern.compile("\\d{5}-\\d{4}");
    private static final Pattern CANADIAN = Pattern.compile("[A-Z]\\d[A-Z](\\d[A-Z]\\d)?");
    private static final Pattern BRITISH = Pattern.compile("([A-Z]{1,2})\\d[A-Z\\d]?(\\d[A-Z]{2})?");
    private static final Pattern POSTAL = Pattern.compile("[A-Z0-9-]{1,12}");

    /**
     * Reads a tidy text; null where it is no postal code of that country. Leading zeros that a number or a spreadsheet lost
     * come back in the US, Japan and Germany.
     *
     * @param country null: only forms that belong to one country are brought to it
     */
    static @Nullable PostalCode read(String tidy, @Nullable String country) {
        String compact = compact(tidy, country);
        if (!POSTAL.matcher(compact).matches()) {
            return null;
        }
        if (country == null) {
            return new PostalCode(withoutCountry(compact), null, null);
        }
        return switch (country) {
            case "US" -> american(compact);
            case "JP" -> japanese(compact);
            case "DE" -> german(compact);
            case "CA" ->
                CANADIAN.matcher(compact.replace("-", "")).matches()
                        ? new PostalCode(
                                compact.replace("-", ""),
                                compact.replace("-", "").substring(0, 3),
                                null)
                        : null;
            case "GB" -> british(compact.replace("-", ""));
            default -> new PostalCode(compact, null, null);
        };
    }

    private static String compact(String tidy, @Nullable String country) {
        String compact = tidy.toUpperCase(Locale.ROOT).replace(" ", "").replace("〒", "");
        // Hyphens of all kinds; Japanese input methods give the long vowel mark for one.
        compact = compact.replace('‐', '-').replace('–', '-').replace('−', '-').replace('ー', '-');
        while (country != null && compact.startsWith(country + "-")) {
            compact = compact.substring(3);
        }
        return compact;
    }

    private static String withoutCountry(String compact) {
        if (NINE.matcher(compact).matches()) {
            return compact.substring(0, 5);
        }
        return SEVEN.matcher(compact).matches() ? compact.replace("-", "") : compact;
    }

    private static @Nullable PostalCode american(String compact) {
        String digits = compact;
        int hyphen = compact.indexOf('-');
        if (hyphen > 0) {
            if (compact.length() - hyphen != 5 || !allDigits(compact.substring(hyphen + 1))) {
                return null;
            }
            digits = compact.substring(0, hyphen);
        } else if (compact.length() == 8 || compact.length() == 9) {
            digits = compact.substring(0, compact.length() - 4);
            if (!allDigits(compact)) {
                return null;
            }
        }
        String code = padded(digits, 3, 5);
        return code == null ? null : new PostalCode(code, code.substring(0, 3), null);
    }

    private static @Nullable PostalCode japanese(String compact) {
        String code = compact.indexOf('-') < 0 || SEVEN.matcher(compact).matches()
                ? padded(compact.replace("-", ""), 5, 7)
                : null;
        return code == null ? null : new PostalCode(code, code.substring(0, 3), null);
    }

    private static @Nullable PostalCode german(String compact) {
        String code = padded(compact.startsWith("D-") ? compact.substring(2) : compact, 4, 5);
        return code == null ? null : new PostalCode(code, code.substring(0, 2), null);
    }

    private static @Nullable PostalCode british(String compact) {
        Matcher british = BRITISH.matcher(compact);
        if (!british.matches()) {
            return null;
        }
        String inward = british.group(2);
        String outward = inward == null ? compact : compact.substring(0, compact.length() - inward.length());
        return new PostalCode(compact, british.group(1), outward);
    }

    private static @Nullable String padded(String digits, int fewest, int length) {
        return digits.length() >= fewest && digits.length() <= length && allDigits(digits)
                ? "0".repeat(length - digits.length()) + digits
                : null;
    }

    private static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!NumberParts.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
