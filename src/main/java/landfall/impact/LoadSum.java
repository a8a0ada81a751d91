package landfall.impact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** Adds up a {@link Load}; for one thread. */
public final class LoadSum {

    private long accounts;
    private long waiting;
    private long fallenBack;
    private BigDecimal annualRevenue = BigDecimal.ZERO;
    private BigDecimal dealSize = BigDecimal.ZERO;
    private double kilometres;

    /** Takes up an account.
     *
     * @param distance kilometres to its rep; null where it isn't known
     */
    public void add(Account account, Position position, @Nullable Double distance) {
        accounts++;
        if (!position.isAssigned()) {
            if (position.isFallback()) {
                fallenBack++;
            } else {
                waiting++;
            }
        }
        if (account.annualRevenue() != null) {
            annualRevenue = annualRevenue.add(account.annualRevenue());
        }
        if (account.dealSize() != null) {
            dealSize = dealSize.add(account.dealSize());
        }
        kilometres += distance == null ? 0 : distance;
    }

    /** Takes up what another one has. */
    public void add(LoadSum more) {
        accounts += more.accounts;
        waiting += more.waiting;
        fallenBack += more.fallenBack;
        annualRevenue = annualRevenue.add(more.annualRevenue);
        dealSize = dealSize.add(more.dealSize);
        kilometres += more.kilometres;
    }

    /** Both together. */
    public Load with(LoadSum more) {
        return new Load(
                accounts + more.accounts,
                waiting + more.waiting,
                fallenBack + more.fallenBack,
                plain(annualRevenue.add(more.annualRevenue)),
                plain(dealSize.add(more.dealSize)),
                BigDecimal.valueOf(kilometres + more.kilometres)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .doubleValue());
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
