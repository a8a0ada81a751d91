package landfall.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one unit of a currency is worth in the base currency, from which day on.
 *
 * @param base ISO 4217
 */
public record ExchangeRates(String base, Map<String, NavigableMap<LocalDate, BigDecimal>> rates) {

    /** One line of {@code rates.csv}. */
    public record Rate(String currency, BigDecimal rate, LocalDate from) {}

    public static ExchangeRates of(String base, List<Rate> lines) {
        Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
        for (Rate line : lines) {
            rates.computeIfAbsent(line.currency(), currency -> new TreeMap<>()).put(line.from(), line.rate());
        }
        return new ExchangeRates(base, rates);
    }

    /** The rate in force on that day; empty for an unknown currency or a day before its first rate; 1 for the base. */
    public Optional<BigDecimal> at(String currency, LocalDate day) {
        if (currency.equals(base)) {
            return Optional.of(BigDecimal.ONE);
        }
        NavigableMap<LocalDate, BigDecimal> known = rates.get(currency);
        if (known == null) {
            return Optional.empty();
        }
        Map.Entry<LocalDate, BigDecimal> line = known.floorEntry(day);
        return line == null ? Optional.empty() : Optional.of(line.getValue());
    }
}
