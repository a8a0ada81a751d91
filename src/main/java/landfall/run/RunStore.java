package landfall.run;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps runs and what came of them. What a method wrote is on disk when it returns. Safe for many threads. */
public final class RunStore {

    private static final int LONGEST_DETAIL = 10_000;

    private final Jdbi jdbi;
    private final RunDao dao;
    private final Consumer<Runnable> durably;
    private final boolean shared;
    private final Clock clock;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     * @param shared whether other nodes may use the database
     */
    public RunStore(Jdbi jdbi, Consumer<Runnable> durably, boolean shared, Clock clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(RunDao.class);
        this.durably = durably;
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param dueAt null: now
     */
    public record Wish(
            String subject,
            String list,
            long moves,
            String kind,
            String ruleSetVersion,
            String rosterVersion,
            Instant at,
            @Nullable Instant dueAt,
            String by,
            String reason,
            @Nullable String ticket) {}

    /**
     * How far a run is.
     *
     * @param parts of its list that are done
     */
    public record Progress(int parts, long moved, long skipped) {}

    /** Orders a run; the one that was ordered before where the subject has one of that kind. */
    public Run order(Wish wish) {
        Optional<Run> before = findOf(wish.subject(), wish.kind());
        if (before.isPresent()) {
            return before.get();
        }
        Instant now = clock.instant();
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        RunDao.Row row = new RunDao.Row(
                id,
                wish.subject(),
                wish.list(),
                wish.moves(),
                wish.kind(),
                wish.ruleSetVersion(),
                wish.rosterVersion(),
                utc(wish.at()),
                utc(wish.dueAt() == null ? now : wish.dueAt()),
                utc(now),
                wish.by(),
                wish.reason(),
                wish.ticket());
        try {
            durably.accept(() -> dao.insert(row));
        } catch (RuntimeException refused) {
            // another call, or node, was faster
            return findOf(wish.subject(), wish.kind()).orElseThrow(() -> refused);
        }
        return dao.find(id).orElseThrow();
    }

    public Optional<Run> find(String id) {
        return dao.find(id);
    }

    public Optional<Run> findOf(String subject, String kind) {
        return dao.findOf(subject, kind);
    }

    /** As far as whole parts of the list are done. */
    public Progress progress(String id) {
        List<RunDao.Part> parts = dao.listParts(id);
        return new Progress(
                parts.size(),
                parts.stream().mapToLong(RunDao.Part::moved).sum(),
                parts.stream().mapToLong(RunDao.Part::skipped).sum());
    }

    /** Moves of a part that were not made, in their order. */
    public List<SkippedMove> skipped(String id, int part) {
        return dao.findSkips(id, part)
                .map(packed -> PackedLines.unpack(packed, SkippedMove.class))
                .orElse(List.of());
    }

    /** Nothing more is moved than what is under way; one that ended stays as it is. */
    public void stop(String id, String by, String reason) {
        durably.accept(() -> dao.insertStop(id, utc(clock.instant()), by, reason));
    }

    /** Those that have not ended and are due, in their order. */
    List<Run> listDue() {
        Instant now = clock.instant();
        return dao.listOpen().stream()
                .filter(run ->
                        !run.dueAt().isAfter(now) || dao.findStop(run.id()).isPresent())
                .toList();
    }

    /** Who stopped it, when and why, in a sentence; empty where nobody did. */
    Optional<String> stopped(Run run) {
        return dao.findStop(run.id()).map(stop -> stop.stoppedBy() + " stopped it: " + stop.reason());
    }

    /** Whether it was stopped before it could begin. */
    boolean isStoppedBefore(Run run) {
        return dao.findStop(run.id())
                .filter(stop -> stop.stoppedAt().toInstant().isBefore(run.dueAt()))
                .isPresent();
    }

    void insertPart(Run run, int part, int moved, List<SkippedMove> skipped) {
        byte[] packed = skipped.isEmpty() ? null : PackedLines.pack(PackedLines.lines(skipped));
        durably.accept(() -> dao.insertPart(run.id(), part, moved, skipped.size(), packed, utc(clock.instant())));
    }

    void insertEnd(Run run, String state, String detail) {
        String bounded = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        durably.accept(() -> dao.insertEnd(run.id(), state, utc(clock.instant()), bounded));
    }

    /** Runs it while no other node runs something so; false where another one does, or where it says so. */
    boolean exclusively(BooleanSupplier work) {
        if (!shared) {
            return work.getAsBoolean();
        }
        return jdbi.inTransaction(handle -> handle.attach(RunDao.class).lock().isPresent() && work.getAsBoolean());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
