package landfall.audit;

import java.time.Instant;
import java.util.List;
import landfall.assignment.CanonicalJson;
import landfall.assignment.TakenTurns;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import landfall.rotation.ChargedTurn;
import landfall.rotation.FairnessCheck;
import landfall.rotation.FairnessCheck.PoolReport;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Whether every turn that was ever taken went to whom it had to: the whole ledger, read once, a page in memory at a time. */
public final class Fairness {

    private static final int PAGE = 1_000;

    private Fairness() {}

    /** Checks all pools over all time. */
    public static List<PoolReport> check(Ledger ledger) {
        return check(ledger, null, null, null);
    }

    /**
     * Reads all decisions, and reports on those of some time.
     *
     * @param pool null: all of them
     * @param from the first instant that counts, or null
     * @param to the first that no longer does, or null
     */
    static List<PoolReport> check(Ledger ledger, @Nullable String pool, @Nullable Instant from, @Nullable Instant to) {
        FairnessCheck check = new FairnessCheck();
        List<StoredDecision> page = ledger.list(null, PAGE);
        while (!page.isEmpty()) {
            for (StoredDecision stored : page) {
                TakenTurns taken = CanonicalJson.turns(stored.decision());
                boolean counts = (from == null || !taken.decidedAt().isBefore(from))
                        && (to == null || taken.decidedAt().isBefore(to));
                for (Turn turn : taken.all()) {
                    if (pool == null || pool.equals(turn.pool())) {
                        check.turn(turn, counts);
                    }
                }
                ReturnedTurn returned = taken.returned();
                if (returned != null && (pool == null || pool.equals(returned.pool()))) {
                    check.returned(returned, counts);
                }
                ChargedTurn charged = taken.charged();
                if (charged != null && (pool == null || pool.equals(charged.pool()))) {
                    check.charged(charged, counts);
                }
            }
            page = ledger.list(page.get(page.size() - 1).id(), PAGE);
        }
        return check.reports();
    }
}
