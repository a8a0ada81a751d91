package landfall.audit;

import java.util.List;
import landfall.assignment.CanonicalJson;
import landfall.assignment.DecisionRecord;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import landfall.rotation.FairnessCheck;
import landfall.rotation.FairnessCheck.PoolReport;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Whether every turn that was ever taken went to whom it had to: the whole ledger, read once. */
public final class Fairness {

    private static final int PAGE = 1_000;

    private Fairness() {}

    /** Reads all decisions. */
    public static List<PoolReport> check(Ledger ledger) {
        FairnessCheck check = new FairnessCheck();
        List<StoredDecision> page = ledger.list(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(stored -> turns(CanonicalJson.decision(stored.decision()), check));
            page = ledger.list(page.get(page.size() - 1).id(), PAGE);
        }
        return check.reports();
    }

    /** In the order in which the decision took them: the owner's, then the overlays'. */
    private static void turns(DecisionRecord decision, FairnessCheck check) {
        take(decision.turn(), check);
        for (OverlayRecord overlay : decision.overlays()) {
            take(overlay.turn(), check);
        }
        if (decision.returned() != null) {
            check.returned(decision.returned());
        }
    }

    private static void take(@Nullable Turn turn, FairnessCheck check) {
        if (turn != null) {
            check.turn(turn);
        }
    }
}
