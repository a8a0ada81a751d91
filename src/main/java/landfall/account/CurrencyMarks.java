package landfall.account;

import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Currencies by ISO 4217 code, sign or name; a sign that several share is decided by the account's country. */
final class CurrencyMarks {

    private static final Set<String> CODES = new HashSet<>();
    private static final Map<String, String> BY_MARK = new HashMap<>();
    private static final Map<String, Set<String>> SHARED = Map.of(
            "$",
            Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BSD", "BBD"),
            "dollar",
            Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BSD", "BBD", "JMD", "TTD", "FJD", "NAD"),
            "peso",
            Set.of("MXN", "ARS", "CLP", "COP", "UYU", "PHP", "DOP", "CUP"),
            "¥",
            Set.of("JPY", "CNY"),
            "元",
            Set.of("CNY", "TWD", "HKD"),
            "kr",
            Set.of("SEK", "NOK", "DKK", "ISK"),
            "£",
            Set.of("GBP", "EGP"),
            "rs",
            Set.of("INR", "PKR", "LKR", "NPR"));
    private static final Map<String, String> UNLESS_COUNTRY_SAYS =
            Map.of("$", "USD", "dollar", "USD", "¥", "JPY", "元", "CNY", "£", "GBP", "rs", "INR");

    static {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            CODES.add(currency.getCurrencyCode());
        }
        CODES.remove("XXX");
        CODES.remove("XTS");
        for (String[] row : ReferenceData.rows("currency-marks.tsv")) {
            for (int i = 1; i < row.length; i++) {
                BY_MARK.put(row[i], row[0]);
            }
        }
    }

    private CurrencyMarks() {}

    /**
     * The ISO 4217 code of a code, sign or name.
     *
     * @param country ISO 3166-1 alpha-2 of the account, where known
     * @return null where it is none, or one that the country doesn't decide, such as {@code kr} without a country
     */
    static @Nullable String find(String text, @Nullable String country) {
        String mark = text.toLowerCase(Locale.ROOT).replace(".", "").strip();
        if (mark.length() == 3) {
            String code = mark.toUpperCase(Locale.ROOT);
            if (CODES.contains(code)) {
                return code;
            }
        }
        String singular = mark.equals("dollars") || mark.equals("pesos") ? mark.substring(0, mark.length() - 1) : mark;
        Set<String> shared = SHARED.get(singular);
        if (shared != null) {
            String home = country == null ? null : homeCurrency(country);
            return home != null && shared.contains(home) ? home : UNLESS_COUNTRY_SAYS.get(singular);
        }
        return BY_MARK.get(mark);
    }

    /** Whether the sign is one that this currency shares with others. */
    static boolean canMean(String mark, @Nullable String currency) {
        return currency != null && SHARED.getOrDefault(mark.strip(), Set.of()).contains(currency);
    }

    private static @Nullable String homeCurrency(String country) {
        try {
            Currency currency = Currency.getInstance(new Locale("", country));
            return currency == null ? null : currency.getCurrencyCode();
        } catch (IllegalArgumentException unknownCountry) {
            return null;
        }
    }
}
