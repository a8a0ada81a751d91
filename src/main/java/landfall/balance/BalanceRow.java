package landfall.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import landfall.impact.Load;
import org.jspecify.annotations.Nullable;

/**
 * What a rep, a territory, a team, or all together have.
 *
 * @param id of the rep, territory or team; empty where there is none, and for all
 * @param name as the roster has it; null where it has none
 * @param accounts all of them, with those that wait or fell back
 * @param annualRevenue of those of which it is known, in the base currency
 * @param potential by the expression of config.yml
 * @param partlyKnown accounts of which a field that the expression names is absent
 * @param openAssignments that count as open for least loaded rotations; for a rep, a team and all with those in overlay roles
 * @param kilometres sum of the great-circle distances between accounts and their reps, where both are known
 * @param located accounts of which the distance is known
 * @param quota of its reps; null where none has one
 * @param quotaCoverage potential divided by quota
 * @param reps who have something assigned, or could have
 * @param spread over them, of what is assigned; null for a rep, and where there are none
 */
@Schema(name = "BalanceRow")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BalanceRow(
        @Schema(description = "Of the territory, the team or the rep; empty where there is none, and for all")
                String id,
        @Nullable String name,
        @Schema(description = "All of them, with those that wait or fell back") long accounts,
        long waiting,
        long fallenBack,
        @Schema(description = "Where it is known, in the base currency") BigDecimal annualRevenue,
        @Schema(description = "Where it is known, in the base currency") BigDecimal dealSize,
        @Schema(description = "By the expression of config.yml") BigDecimal potential,
        @Schema(description = "Accounts of which a field that the expression names is absent, and counts as 0")
                long partlyKnown,
        @Schema(description = "Those that count as open for least loaded rotations") long openAssignments,
        @Schema(description = "Sum of the great-circle distances between accounts and their reps, where both are known")
                double kilometres,
        @Schema(description = "Accounts of which the distance is known") long located,
        @Schema(description = "Of its reps, in the base currency; absent where none has one") @Nullable
                BigDecimal quota,
        @Schema(description = "Potential divided by quota") @Nullable BigDecimal quotaCoverage,
        @Schema(description = "Over how many it is spread") @Nullable Integer reps,
        @Nullable Spreads spread) {

    private static final int CENTS = 2;
    private static final int DIGITS = 4;

    static BalanceRow of(
            String id,
            @Nullable String name,
            Holdings.Figures figures,
            @Nullable BigDecimal quota,
            @Nullable Integer reps,
            @Nullable Spreads spread) {
        Load load = figures.load();
        BigDecimal some = quota != null && quota.signum() > 0 ? quota : null;
        return new BalanceRow(
                id,
                name,
                load.accounts(),
                load.waiting(),
                load.fallenBack(),
                load.annualRevenue(),
                load.dealSize(),
                figures.potential(),
                figures.partly(),
                figures.open(),
                load.kilometres(),
                figures.located(),
                some == null ? null : Amounts.plain(some.setScale(CENTS, RoundingMode.HALF_EVEN)),
                some == null ? null : Amounts.plain(figures.potential().divide(some, DIGITS, RoundingMode.HALF_EVEN)),
                reps,
                spread);
    }
}
