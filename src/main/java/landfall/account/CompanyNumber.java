package landfall.account;

import org.jspecify.annotations.Nullable;

/** The numbers that companies are known by. */
final class CompanyNumber {

    private CompanyNumber() {}

    /**
     * A Japanese corporate number (法人番号): thirteen digits, of which the first checks the others; the {@code T} of an
     * invoice registration number before it is taken off.
     *
     * @return null where it isn't one
     */
    static @Nullable String corporate(String tidy) {
        String digits = compact(tidy);
        if (digits.length() == 14 && (digits.charAt(0) == 'T' || digits.charAt(0) == 't')) {
            digits = digits.substring(1);
        }
        if (digits.length() != 13 || !allDigits(digits)) {
            return null;
        }
        // 法人番号の指定等に関する省令 (2014): 9 less the weighted sum modulo 9; weights 1, 2, 1, 2 … from the last digit on.
        int sum = 0;
        for (int i = 1; i <= 12; i++) {
            int digit = digits.charAt(13 - i) - '0';
            sum += i % 2 == 1 ? digit : 2 * digit;
        }
        return digits.charAt(0) - '0' == 9 - sum % 9 ? digits : null;
    }

    /** A D-U-N-S number: nine digits, with or without hyphens; null where it isn't one. */
    static @Nullable String duns(String tidy) {
        String digits = compact(tidy);
        return digits.length() == 9 && allDigits(digits) ? digits : null;
    }

    private static String compact(String tidy) {
        return tidy.replace("-", "").replace(" ", "");
    }

    private static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!NumberParts.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
