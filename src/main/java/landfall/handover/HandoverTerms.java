package landfall.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import landfall.assignment.Destination;
import landfall.ledger.AccountKey;
import landfall.ledger.Book;
import org.jspecify.annotations.Nullable;

/**
 * Where a rep's accounts go, and which of them.
 *
 * @param to who gets them
 * @param moveHeld whether accounts that are held go, too; null: where he sells no more
 * @param territories of the accounts that go; empty: any
 * @param sources of the accounts that go; empty: any
 * @param open whether those go that are open, or those that are closed; null: both
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HandoverTerms(
        Destination to,
        @Nullable Boolean moveHeld,
        List<String> territories,
        List<String> sources,
        @Nullable Boolean open) {

    HandoverTerms {
        territories = List.copyOf(territories);
        sources = List.copyOf(sources);
    }

    static HandoverTerms all(Destination to) {
        return new HandoverTerms(to, null, List.of(), List.of(), null);
    }

    boolean takes(Book.Row row) {
        AccountKey account = row.account();
        return (sources.isEmpty() || sources.contains(account.source()))
                && (territories.isEmpty() || (row.territory() != null && territories.contains(row.territory())))
                && (open == null || open == row.open());
    }
}
