package landfall.balance;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** How evenly what is assigned is spread over reps, by each measure. */
@Schema(name = "BalanceSpreads")
record Spreads(Spread accounts, Spread potential, Spread annualRevenue, Spread openAssignments, Spread kilometres) {

    /** @param holdings of each rep; at least one */
    static Spreads of(List<Holdings.Figures> holdings) {
        return new Spreads(
                spread(holdings, each -> BigDecimal.valueOf(each.load().accounts())),
                spread(holdings, Holdings.Figures::potential),
                spread(holdings, each -> each.load().annualRevenue()),
                spread(holdings, each -> BigDecimal.valueOf(each.open())),
                spread(holdings, each -> BigDecimal.valueOf(each.load().kilometres())));
    }

    private static Spread spread(List<Holdings.Figures> holdings, Function<Holdings.Figures, BigDecimal> measure) {
        return Spread.of(holdings.stream().map(measure).toList());
    }
}
