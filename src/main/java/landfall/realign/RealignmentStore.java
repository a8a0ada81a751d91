package landfall.realign;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import landfall.impact.Impact;
import landfall.impact.KeptAccount;
import landfall.realign.RealignmentDao.Approval;
import landfall.run.PackedLines;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps realignments. Nothing of them is changed later; what a method wrote is on disk when it returns. */
public final class RealignmentStore {

    /** Held accounts of a part. */
    static final int PART = 1_000;

    private static final int LONGEST_DETAIL = 10_000;

    private final RealignmentDao dao;
    private final Consumer<Runnable> durably;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     */
    public RealignmentStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.dao = jdbi.onDemand(RealignmentDao.class);
        this.durably = durably;
    }

    /** What somebody wishes. */
    record Wish(
            String id,
            String version,
            String roster,
            Instant effectiveAt,
            Instant askedAt,
            String by,
            String reason,
            @Nullable String ticket,
            Terms terms) {}

    void insert(Wish wish) {
        byte[] terms = PackedLines.pack(PackedLines.json(wish.terms()));
        durably.accept(() -> dao.insert(
                wish.id(),
                wish.version(),
                wish.roster(),
                utc(wish.effectiveAt()),
                utc(wish.askedAt()),
                wish.by(),
                wish.reason(),
                wish.ticket(),
                terms));
    }

    /**
     * How a preview ended.
     *
     * @param digest null unless it is done
     * @param result JSON; null unless it is done
     */
    record PreviewEnd(
            String state,
            Instant at,
            String detail,
            long moves,
            long held,
            @Nullable String digest,
            @Nullable String result) {}

    void insertPreview(String id, PreviewEnd end) {
        String detail = end.detail();
        String bounded = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        byte[] result = end.result() == null ? null : PackedLines.pack(end.result());
        durably.accept(() -> dao.insertPreview(
                id, end.state(), utc(end.at()), bounded, end.moves(), end.held(), end.digest(), result));
    }

    void insertHeld(String id, int part, List<KeptAccount> accounts) {
        byte[] packed = PackedLines.pack(PackedLines.lines(accounts));
        durably.accept(() -> dao.insertHeld(id, part, packed));
    }

    void insertApproval(String id, boolean approved, Instant at, String by, String comment, String digest) {
        durably.accept(() -> dao.insertApproval(id, approved, utc(at), by, comment, digest));
    }

    void insertCancelled(String id, Instant at, String by, String reason) {
        durably.accept(() -> dao.insertCancelled(id, utc(at), by, reason));
    }

    Optional<Realignment> find(String id) {
        return dao.find(id);
    }

    /** Newest first. */
    List<Realignment> list(int limit) {
        return dao.list(limit);
    }

    /** Newest first. */
    List<Approval> listApprovals(String id) {
        return dao.listApprovals(id);
    }

    /** Empty unless the preview is done. */
    Optional<Impact> findResult(String id) {
        return dao.findResult(id).map(packed -> PackedLines.read(PackedLines.unpack(packed), Impact.class));
    }

    /** A thousand held accounts, or what is left; empty behind the last. */
    List<KeptAccount> listHeld(String id, int part) {
        return dao.findHeld(id, part)
                .map(packed -> PackedLines.unpack(packed, KeptAccount.class))
                .orElse(List.of());
    }

    static Terms terms(Realignment realignment) {
        return PackedLines.read(PackedLines.unpack(realignment.terms()), Terms.class);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
