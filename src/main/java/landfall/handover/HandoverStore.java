package landfall.handover;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import landfall.assignment.CanonicalJson;
import landfall.ledger.ServiceSeal;
import landfall.run.Run;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps handovers. What a method wrote is on disk when it returns. Safe for many threads. */
public final class HandoverStore {

    private final Jdbi jdbi;
    private final HandoverDao dao;
    private final Consumer<Runnable> durably;
    private final ServiceSeal seal;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     * @param seal of notes
     */
    public HandoverStore(Jdbi jdbi, Consumer<Runnable> durably, ServiceSeal seal) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(HandoverDao.class);
        this.durably = durably;
        this.seal = seal;
    }

    /** Keeps one that somebody asked for, with what he looks at. */
    void insert(Handover handover, @Nullable String note, Plan plan) {
        byte[] sealed = note == null ? null : seal.seal(handover.id(), note.getBytes(StandardCharsets.UTF_8));
        durably.accept(() -> jdbi.useTransaction(handle -> {
            HandoverDao within = handle.attach(HandoverDao.class);
            insert(within, handover, null, sealed);
            insert(within, plan);
        }));
    }

    /** Keeps one that nobody asked for; false where there is one for that last day already. */
    boolean insert(Handover handover, LocalDate leftOn, Instant since) {
        try {
            durably.accept(() -> insert(dao, handover, leftOn, null));
            return true;
        } catch (RuntimeException refused) {
            if (isSettled(handover.rep(), leftOn, since)) {
                return false;
            }
            throw refused;
        }
    }

    private static void insert(HandoverDao dao, Handover handover, @Nullable LocalDate leftOn, byte @Nullable [] note) {
        dao.insert(
                handover.id(),
                handover.rep(),
                handover.terms(),
                handover.onLeaving(),
                leftOn,
                utc(handover.askedAt()),
                handover.askedBy(),
                handover.reason(),
                note);
    }

    /** The plan that counts: this one, or the one that another node was faster with. */
    Plan insert(Plan plan) {
        try {
            durably.accept(() -> insert(dao, plan));
        } catch (RuntimeException refused) {
            return dao.findPlan(plan.handover())
                    .filter(other -> other.number() >= plan.number())
                    .orElseThrow(() -> refused);
        }
        return plan;
    }

    private static void insert(HandoverDao dao, Plan plan) {
        dao.insertPlan(
                plan.handover(),
                plan.number(),
                plan.list(),
                utc(plan.plannedAt()),
                plan.ruleSetVersion(),
                plan.rosterVersion(),
                plan.moveHeld(),
                plan.moves(),
                plan.summary());
    }

    void cancel(String id, String by, Instant at) {
        durably.accept(() -> dao.insertCancelled(id, utc(at), by));
    }

    Optional<Handover> find(String id) {
        return dao.find(id);
    }

    /** The newest first. */
    List<Handover> list(@Nullable String rep, int limit) {
        return rep == null ? dao.list(limit) : dao.listOf(rep, limit);
    }

    /** Those that begin by themselves and have not begun, the oldest first. */
    List<Handover> listWaiting() {
        return dao.listWaiting();
    }

    /**
     * Whether a handover was made for that last day, by config.yml or because somebody asked for one when he leaves.
     *
     * @param since its beginning
     */
    boolean isSettled(String rep, LocalDate lastDay, Instant since) {
        return dao.countOnLeaving(rep, lastDay, utc(since)) > 0;
    }

    /** By which it is made, or would be; empty for one that waits and that nobody asked for. */
    Optional<Plan> findPlan(Handover handover, Optional<Run> run) {
        return run.isPresent() ? dao.findPlanOf(handover.id(), run.get().list()) : dao.findPlan(handover.id());
    }

    /** For the next rep; null where there is none. */
    @Nullable
    String note(Handover handover) {
        byte[] sealed = handover.note();
        return sealed == null ? null : new String(seal.open(handover.id(), sealed), StandardCharsets.UTF_8);
    }

    static HandoverTerms terms(Handover handover) {
        return CanonicalJson.read(handover.terms().getBytes(StandardCharsets.UTF_8), HandoverTerms.class);
    }

    static String json(HandoverTerms terms) {
        return new String(CanonicalJson.bytes(terms), StandardCharsets.UTF_8);
    }

    static Plan.Summary summary(Plan plan) {
        return CanonicalJson.read(plan.summary(), Plan.Summary.class);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
