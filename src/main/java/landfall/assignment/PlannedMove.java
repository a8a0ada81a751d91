package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import landfall.ledger.AccountKey;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/**
 * A move that was decided upon and looked at before it is made: the account goes from where it was then to where it is to be,
 * or stays where it is.
 *
 * @param name of the company; null where it isn't known
 * @param because why it goes there, in a sentence
 * @param annualRevenue in the base currency
 * @param dealSize in the base currency
 * @param turn that was played for it; null where no rotation chose the rep
 * @param company that comes to one owner by it; null where it is no such move
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedMove(
        String source,
        String externalId,
        @Nullable String name,
        Stand from,
        Stand to,
        String because,
        @Nullable BigDecimal annualRevenue,
        @Nullable BigDecimal dealSize,
        @Nullable Turn turn,
        @Nullable UnitedCompany company) {

    AccountKey account() {
        return new AccountKey(source, externalId);
    }

    /** The way back. */
    public PlannedMove back() {
        return new PlannedMove(
                source, externalId, name, to, from, "back from " + to.words(), annualRevenue, dealSize, null, company);
    }
}
