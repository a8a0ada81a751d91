package landfall.impact;

import java.math.BigDecimal;

/**
 * What a rep, or a territory, has.
 *
 * @param accounts all of them
 * @param waiting those of them that wait in a queue
 * @param fallenBack those of them that no rule covers, or for which nobody was free
 * @param annualRevenue of those of which it is known, in the base currency
 * @param dealSize of those of which it is known, in the base currency
 * @param kilometres sum of the great-circle distances between accounts and their reps, where both are known
 */
public record Load(
        long accounts,
        long waiting,
        long fallenBack,
        BigDecimal annualRevenue,
        BigDecimal dealSize,
        double kilometres) {}
