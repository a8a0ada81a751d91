package landfall.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some accounts that are held.
 *
 * @param accounts in the order in which they came to be held
 * @param next position to ask after for those that come then; null where there are none
 */
public record HeldAccounts(List<HeldAccount> accounts, @Nullable Long next) {

    public HeldAccounts {
        accounts = List.copyOf(accounts);
    }

    /**
     * An account that is held.
     *
     * @param position of the decision that holds it
     * @param holding as it stands
     */
    public record HeldAccount(long position, AccountKey account, Holding holding) {}
}
