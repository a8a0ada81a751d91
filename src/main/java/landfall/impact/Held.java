package landfall.impact;

import java.util.Map;
import landfall.assignment.DecisionRecord.Matched;
import landfall.assignment.RoutedAccount;
import landfall.facts.Account;
import landfall.ledger.Book;

/**
 * An account of the book, or of a file, as it is before the draft.
 *
 * @param account as rules see it; its present owner is its {@code currentOwner}
 * @param open whether it counts among its owner's open assignments
 * @param overlays rep by overlay role
 * @param company number of its company; 0 where it is an account of its own
 */
record Held(
        String source,
        String externalId,
        Account account,
        Position before,
        boolean open,
        Map<String, String> overlays,
        long company) {

    Held {
        overlays = Map.copyOf(overlays);
        String owner = before.repId();
        if (!owner.equals(account.currentOwner())) {
            account = account.toBuilder().currentOwner(owner).build();
        }
    }

    /** As it stands in the book, by its latest decision. */
    static Held of(Book.Row row, RoutedAccount routed) {
        Matched winner = routed.winner();
        Position before = new Position(row.status(), row.owner(), row.territory(), row.rule(), null, null);
        return new Held(
                row.account().source(),
                row.account().externalId(),
                routed.account(),
                winner != null && winner.rule().equals(row.rule())
                        ? before.placed(Draft.place(winner.file(), winner.line()), routed.ruleSetVersion())
                        : before,
                row.open(),
                row.overlays(),
                routed.matchesCompany() ? row.company() : 0);
    }

    /** Whether it decides who owns its company, and takes it along. */
    boolean leads(Companies.Owner owner) {
        return !before.isByCompany() && before.repId().equals(owner.rep());
    }
}
