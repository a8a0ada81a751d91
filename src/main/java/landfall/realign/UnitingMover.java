package landfall.realign;

import java.util.Objects;
import landfall.assignment.BookMoves;
import landfall.assignment.BookMoves.Kind;
import landfall.assignment.UnitedCompany;
import landfall.ledger.CompanyChanges;
import landfall.ledger.Ledger;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.MoveLists;
import landfall.run.Mover;
import landfall.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * Makes the moves by which companies come to one owner each. A company of which others have accounts than when it was looked at is
 * left as it is: what was decided since is read first, and on between moves. Safe for many threads.
 */
public final class UnitingMover implements Mover {

    /** Moves between two looks at what was decided meanwhile. */
    private static final int LOOK_EACH = 32;

    private final BookMoves moves;
    private final Ledger ledger;
    private @Nullable Watch watch;

    private record Watch(String run, CompanyChanges changes) {}

    public UnitingMover(BookMoves moves, Ledger ledger) {
        this.moves = moves;
        this.ledger = ledger;
    }

    @Override
    public Moves moves(Run run, CompiledRuleSet rules) {
        BookMoves.Order order = new BookMoves.Order(
                Kind.UNITE, run.id(), rules, run.atInstant(), run.orderedBy(), run.reason(), run.ticket());
        return (move, number) -> {
            UnitedCompany company = Objects.requireNonNull(move.company());
            return moves.submit(
                    move, order, number, isChanged(company, move.to().repId(), run.id(), number));
        };
    }

    private synchronized boolean isChanged(UnitedCompany company, String keeper, String run, long number) {
        Watch known = watch;
        long within = number % MoveLists.PART;
        if (known == null || !known.run().equals(run)) {
            known = new Watch(run, ledger.companyChanges(company.seen()));
            watch = known;
            known.changes().readOn();
        } else if (within % LOOK_EACH == 0) {
            known.changes().readOn();
        }
        if (within == 0) {
            // a part may be gone through again, but none before it
            known.changes().forgetBefore(company.number());
        }
        return known.changes().isChangedBut(company.number(), keeper);
    }
}
