package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.assignment.UnitedCompany;
import landfall.impact.ImpactStore.Kept;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Keeps an impact in its own tables. */
final class StoredFindings implements Findings {

    private final ImpactStore store;
    private final Kept begun;
    private final List<Move> moves = new ArrayList<>(ImpactStore.PART);
    private int parts;
    private ImpactStore.@Nullable Sealed result;

    StoredFindings(ImpactStore store, Kept begun) {
        this.store = store;
        this.begun = begun;
    }

    @Override
    public void begun() {
        store.insert(begun);
    }

    @Override
    public void move(Move move, @Nullable Turn turn) {
        moves.add(move);
        if (moves.size() == ImpactStore.PART) {
            writeMoves();
        }
    }

    @Override
    public void comes(Move move, UnitedCompany company) {
        throw new IllegalStateException("an impact gives no company to anybody");
    }

    private void writeMoves() {
        if (!moves.isEmpty()) {
            store.insertMoves(begun.id(), parts++, moves);
            moves.clear();
        }
    }

    @Override
    public void kept(KeptAccount account) {
        throw new IllegalStateException("an impact holds nobody");
    }

    @Override
    public void done(Impact impact) {
        writeMoves();
        result = store.seal(begun.id(), impact);
    }

    @Override
    public void ended(String state, Instant at, String detail) {
        store.insertEnd(begun.id(), state, at, detail, result);
    }
}
