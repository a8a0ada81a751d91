package landfall.seal;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import landfall.ledger.DecisionBytes;
import landfall.ledger.Ledger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Seals what is on disk, behind the calls: hashes it, adds it to the tree and signs the tree's new head, all in one transaction.
 * Of several nodes one does at a time, by a lock in the database. It goes on from nothing but what the database has, and stops
 * where that is not what was sealed. Safe for any number of threads.
 */
public final class Sealer {

    /** Between two looks for what is new. */
    public static final Duration PAUSE = Duration.ofMillis(600);

    /** Leaves of one checkpoint: what a tenth of a second suffices for. */
    static final int MOST = 16_384;

    private static final int PAGE = 512;

    private final Jdbi jdbi;
    private final boolean shared;
    private final Consumer<Runnable> durably;
    private final Ledger ledger;
    private final SigningKey key;
    private final InstantSource clock;
    private final OtherRecords others = new OtherRecords();
    private final List<OtherRecords.Row> handed = new ArrayList<>();
    private volatile long leaves;
    private volatile long behind;
    private volatile boolean failing;

    /**
     * Over the ledger's database.
     *
     * @param shared whether other nodes may use the database
     * @param durably runs what writes, and returns once it is on disk
     */
    public Sealer(
            Jdbi jdbi, boolean shared, Consumer<Runnable> durably, Ledger ledger, SigningKey key, InstantSource clock) {
        this.jdbi = jdbi;
        this.shared = shared;
        this.durably = durably;
        this.ledger = ledger;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Seals what is new, at most so much as one checkpoint takes; nothing while another node does.
     *
     * @throws IllegalStateException where the database no longer has what was sealed, saying what is wrong
     */
    public synchronized void tick() {
        try {
            seal();
            failing = false;
        } catch (RuntimeException e) {
            failing = true;
            throw e;
        }
    }

    private void seal() {
        if (shared) {
            jdbi.useTransaction(handle -> {
                if (handle.attach(SealDao.class).lock().isPresent()) {
                    grow(handle).ifPresent(growth -> write(growth, handle));
                }
            });
        } else {
            jdbi.withHandle(this::grow)
                    .ifPresent(growth -> durably.accept(() -> jdbi.useTransaction(handle -> write(growth, handle))));
        }
    }

    private void write(Growth growth, Handle handle) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        growth.write(growth.head(key, now), handle.attach(SealDao.class));
    }

    /**
     * How it stood when it last looked for what is new.
     *
     * @param leaves that were sealed
     * @param behind decisions that were not
     * @param failing whether it could not go on
     */
    public record Figures(long leaves, long behind, boolean failing) {}

    /** Asks no database. */
    public Figures figures() {
        return new Figures(leaves, behind, failing);
    }

    /**
     * Takes a record that no table has, to be sealed with the next checkpoint; one with this kind and reference is sealed once.
     * It is gone where the process ends before.
     */
    synchronized void hand(OtherRecords.Row row) {
        if (handed.stream()
                .noneMatch(other ->
                        other.kind().equals(row.kind()) && other.reference().equals(row.reference()))) {
            handed.add(row);
        }
    }

    /** Empty where there is nothing new. */
    private Optional<Growth> grow(Handle handle) {
        SealDao dao = handle.attach(SealDao.class);
        Optional<SealedHead> head = dao.head();
        long size = head.map(SealedHead::size).orElse(0L);
        long decisions = head.map(SealedHead::decisions).orElse(0L);
        long count = ledger.count();
        leaves = size;
        behind = count - decisions;
        if (count < decisions) {
            throw new IllegalStateException("the ledger has " + count + " decisions, and " + decisions
                    + " were sealed: the database was set back, or decisions were taken out of it");
        }
        List<OtherRecords.Row> rows = new ArrayList<>(others.unsealed(handle, MOST / 2));
        handed.removeIf(row -> dao.leaf(row.kind(), row.reference()).isPresent());
        rows.addAll(handed);
        if (head.isPresent() && count == decisions && rows.isEmpty()) {
            return Optional.empty();
        }
        Growth growth = new Growth(size, decisions, new StoredTree(dao, size));
        head.ifPresent(known -> require(known, growth));
        addDecisions(growth, Math.min(count, decisions + MOST - rows.size()));
        rows.forEach(row -> growth.record(row.kind(), row.reference(), row.record()));
        return Optional.of(growth);
    }

    private void addDecisions(Growth growth, long last) {
        while (growth.decisions() < last) {
            int most = (int) Math.min(PAGE, last - growth.decisions());
            List<DecisionBytes> page = ledger.listBytes(growth.decisions(), most);
            for (DecisionBytes decision : page) {
                if (decision.seq() == growth.decisions() + 1) {
                    growth.decision(decision.bytes());
                }
            }
            if (page.size() < most
                    || growth.decisions() < page.get(page.size() - 1).seq()) {
                throw new IllegalStateException(
                        "decision " + (growth.decisions() + 1) + " is missing: it was taken out of the ledger");
            }
        }
    }

    /** The head must be one of this tree, and signed with this key. */
    private void require(SealedHead head, Growth growth) {
        Checkpoint signed;
        try {
            signed = Checkpoint.open(head.note(), key.verifier());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the last checkpoint, of " + head.size() + " leaves, was changed: " + e.getMessage(), e);
        }
        String origin = key.verifier().name();
        if (!signed.equals(new Checkpoint(origin, head.size(), growth.root()))
                || !signed.equals(new Checkpoint(origin, head.size(), head.root()))) {
            throw new IllegalStateException("the tree of " + head.size()
                    + " leaves isn't the one that was signed: it was changed in the database");
        }
    }
}
