package landfall.realign;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.assignment.PlannedMove;
import landfall.assignment.Stand;
import landfall.assignment.UnitedCompany;
import landfall.impact.Findings;
import landfall.impact.Impact;
import landfall.impact.KeptAccount;
import landfall.impact.Move;
import landfall.impact.Position;
import landfall.realign.RealignmentStore.PreviewEnd;
import landfall.realign.RealignmentStore.Wish;
import landfall.rotation.Turn;
import landfall.run.MoveLists;
import landfall.run.PackedLines;
import org.jspecify.annotations.Nullable;

/** Keeps what the preview of a realignment finds, as the list of moves that it will make. */
final class PreviewFindings implements Findings {

    private final RealignmentStore store;
    private final MoveLists lists;
    private final Wish wish;
    private final List<PlannedMove> moves = new ArrayList<>(MoveLists.PART);
    private final List<KeptAccount> held = new ArrayList<>(RealignmentStore.PART);
    private final Hasher hasher = Hashing.sha256().newHasher();
    private final Hasher heldHasher = Hashing.sha256().newHasher();
    private int parts;
    private int heldParts;
    private long moved;
    private long kept;
    private @Nullable String digest;
    private @Nullable String result;

    PreviewFindings(RealignmentStore store, MoveLists lists, Wish wish) {
        this.store = store;
        this.lists = lists;
        this.wish = wish;
    }

    @Override
    public void begun() {
        store.insert(wish);
    }

    @Override
    public void move(Move move, @Nullable Turn turn) {
        add(move, turn == null ? null : bare(turn), null);
    }

    @Override
    public void comes(Move move, UnitedCompany company) {
        add(move, null, company);
    }

    private void add(Move move, @Nullable Turn turn, @Nullable UnitedCompany company) {
        moves.add(new PlannedMove(
                move.source(),
                move.externalId(),
                move.name(),
                stand(move.before()),
                stand(move.after()),
                move.because(),
                move.annualRevenue(),
                move.dealSize(),
                turn,
                company));
        moved++;
        if (moves.size() == MoveLists.PART) {
            writeMoves();
        }
    }

    private static Stand stand(Position position) {
        return new Stand(
                position.status(),
                position.repId(),
                position.territory(),
                position.rule(),
                position.place(),
                position.ruleSetVersion());
    }

    /** Without what only counts where it is taken. */
    private static Turn bare(Turn turn) {
        return new Turn(
                turn.rule(),
                turn.pool(),
                turn.verb(),
                turn.epoch(),
                turn.turn(),
                turn.free(),
                turn.rep(),
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    private void writeMoves() {
        if (!moves.isEmpty()) {
            hasher.putString(PackedLines.lines(moves), StandardCharsets.UTF_8);
            lists.insert(wish.id(), parts++, moves);
            moves.clear();
        }
    }

    @Override
    public void kept(KeptAccount account) {
        held.add(account);
        kept++;
        if (held.size() == RealignmentStore.PART) {
            writeHeld();
        }
    }

    private void writeHeld() {
        if (!held.isEmpty()) {
            heldHasher.putString(PackedLines.lines(held), StandardCharsets.UTF_8);
            store.insertHeld(wish.id(), heldParts++, held);
            held.clear();
        }
    }

    @Override
    public void done(Impact impact) {
        writeMoves();
        writeHeld();
        result = PackedLines.json(impact);
        digest = hasher.putBytes(heldHasher.hash().asBytes())
                .putString(result, StandardCharsets.UTF_8)
                .hash()
                .toString();
    }

    @Override
    public void ended(String state, Instant at, String detail) {
        store.insertPreview(wish.id(), new PreviewEnd(state, at, detail, moved, kept, digest, result));
    }
}
