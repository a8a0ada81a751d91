package landfall.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How evenly something is spread over reps.
 *
 * @param gini 0 where all have the same, nearly 1 where one has all; null where somebody has less than nothing
 * @param median the middle one; between the two in the middle
 * @param maxToMean how many times the mean the largest one is; null where the mean is 0 or less
 */
@Schema(name = "BalanceSpread")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Spread(
        @Schema(
                        description = "Coefficient of Gini: 0 where all have the same, nearly 1 where one has all; "
                                + "absent where somebody has less than nothing")
                @Nullable
                BigDecimal gini,
        BigDecimal min,
        BigDecimal median,
        BigDecimal max,
        @Schema(description = "The largest divided by the mean; absent where the mean is 0 or less") @Nullable
                BigDecimal maxToMean) {

    /** Digits behind the point of what is a ratio. */
    private static final int DIGITS = 4;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /**
     * Of what each has. The coefficient is half the mean difference of two of them, divided by the mean (C. Gini, Variabilità e
     * mutabilità, 1912), as the sum over ranks that A. Sen gives (On Economic Inequality, 1973).
     *
     * @param values in any order; at least one
     */
    static Spread of(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal ranked = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(sorted.get(i));
            ranked = ranked.add(sorted.get(i).multiply(BigDecimal.valueOf(2L * i + 1 - count)));
        }
        BigDecimal min = sorted.get(0);
        BigDecimal max = sorted.get(count - 1);
        BigDecimal middle = sorted.get(count / 2);
        BigDecimal median =
                count % 2 == 1 ? middle : middle.add(sorted.get(count / 2 - 1)).divide(TWO, Potential.EXACT_ENOUGH);
        BigDecimal number = BigDecimal.valueOf(count);
        BigDecimal gini =
                min.signum() < 0 ? null : sum.signum() == 0 ? BigDecimal.ZERO : ratio(ranked, number.multiply(sum));
        return new Spread(
                gini,
                Amounts.plain(min),
                Amounts.plain(median),
                Amounts.plain(max),
                sum.signum() > 0 ? ratio(max.multiply(number), sum) : null);
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return Amounts.plain(part.divide(whole, DIGITS, RoundingMode.HALF_EVEN));
    }
}
