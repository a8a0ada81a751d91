package landfall.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.ExchangeRates.Rate;

/** Cleans accounts for the tests of this room. */
final class Cleaners {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    static final Vocabulary VOCABULARY = new Vocabulary(
            Map.of(
                    "industry", Map.of("SaaS", "Software", "ソフトウェア", "Software", "Software ", "Software"),
                    "region", Map.of("Bay Area", "US-CA"),
                    "tags", Map.of("vip", "VIP"),
                    "plan", Map.of("ent", "Enterprise")),
            ExchangeRates.of(
                    "USD",
                    List.of(
                            new Rate("JPY", new BigDecimal("0.0067"), LocalDate.of(2026, 1, 1)),
                            new Rate("EUR", new BigDecimal("1.08"), LocalDate.of(2026, 1, 1)),
                            new Rate("EUR", new BigDecimal("1.1"), LocalDate.of(2026, 7, 1)))));

    static final AccountCleaner CLEANER = new AccountCleaner(VOCABULARY, Set.of("*"));

    private Cleaners() {}

    /** Names and values in turn. */
    static AccountRequest request(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new AccountRequest(fields);
    }

    static CleanedAccount clean(Object... namesAndValues) {
        return CLEANER.clean(request(namesAndValues), TODAY);
    }
}
