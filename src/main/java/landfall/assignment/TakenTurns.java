package landfall.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.rotation.ChargedTurn;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Of a decision's record no more than its turns: those that it took, the one that it gave back, and the one that it was charged. */
public record TakenTurns(
        Instant decidedAt,
        @Nullable Turn turn,
        List<Overlay> overlays,
        @Nullable ReturnedTurn returned,
        @Nullable ChargedTurn charged) {

    /** An overlay's turn. */
    record Overlay(@Nullable Turn turn) {}

    /** In the order in which the decision took them: the owner's, then the overlays'. */
    public List<Turn> all() {
        List<Turn> turns = new ArrayList<>(1 + overlays.size());
        if (turn != null) {
            turns.add(turn);
        }
        for (Overlay overlay : overlays) {
            if (overlay.turn != null) {
                turns.add(overlay.turn);
            }
        }
        return turns;
    }
}
