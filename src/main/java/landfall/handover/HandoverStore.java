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
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps handovers. What a method wrote is on disk when it returns. Safe for many threads. */
public final class HandoverStore {

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
        this.dao = jdbi.onDemand(HandoverDao.class);
        this.durably = durably;
        this.seal = seal;
    }

    /**
     * Keeps one.
     *
     * @param leftOn where nobody asked for it, the rep's last day; false where there is one for that day already
     */
    boolean insert(Handover handover, @Nullable String note, @Nullable LocalDate leftOn) {
        byte[] sealed = note == null ? null : seal.seal(handover.id(), note.getBytes(StandardCharsets.UTF_8));
        try {
            durably.accept(() -> dao.insert(
                    handover.id(),
                    handover.rep(),
                    handover.terms(),
                    handover.onLeaving(),
                    leftOn,
                    utc(handover.askedAt()),
                    handover.askedBy(),
                    handover.reason(),
                    sealed));
            return true;
        } catch (RuntimeException refused) {
            if (leftOn != null && dao.countOnLeaving(handover.rep(), leftOn) > 0) {
                return false;
            }
            throw refused;
        }
    }

    /** The plan that counts: this one, or the one that another node was faster with. */
    Plan insert(Plan plan) {
        try {
            durably.accept(() -> dao.insertPlan(
                    plan.handover(),
                    plan.number(),
                    plan.list(),
                    utc(plan.plannedAt()),
                    plan.ruleSetVersion(),
                    plan.rosterVersion(),
                    plan.moveHeld(),
                    plan.moves(),
                    plan.summary()));
        } catch (RuntimeException refused) {
            return findPlan(plan.handover())
                    .filter(other -> other.number() == plan.number())
                    .orElseThrow(() -> refused);
        }
        return plan;
    }

    void cancel(String id, String by, Instant at) {
        durably.accept(() -> dao.insertCancelled(id, utc(at), by));
    }

    Optional<Handover> find(String id) {
        return dao.find(id);
    }

    List<Handover> list(@Nullable String rep, int limit) {
        return rep == null ? dao.list(limit) : dao.listOf(rep, limit);
    }

    List<Handover> listWaiting() {
        return dao.listWaiting();
    }

    boolean isKnownToLeave(String rep, LocalDate lastDay) {
        return dao.countOnLeaving(rep, lastDay) > 0;
    }

    Optional<Plan> findPlan(String handover) {
        return dao.findPlan(handover);
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
