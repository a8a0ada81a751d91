package landfall.staff;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import landfall.roster.Absences.Absence;
import landfall.ruleset.ActiveRuleSet;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps absences, and sees to it that the next decision knows them: a new one, or one that is deleted, counts as soon as the
 * method returns, whatever rule set is active then. Safe for any number of threads.
 */
public final class Attendance {

    private final AbsenceDao absences;
    private final Consumer<Runnable> durably;
    private final ActiveRuleSet active;
    private final InstantSource clock;

    /** @param durably runs what writes, and returns once it is on disk */
    public Attendance(Jdbi jdbi, Consumer<Runnable> durably, ActiveRuleSet active, InstantSource clock) {
        this.absences = jdbi.onDemand(AbsenceDao.class);
        this.durably = durably;
        this.active = active;
        this.clock = clock;
        apply();
    }

    /** In order of their beginning. */
    public List<AbsenceRow> list() {
        return absences.list();
    }

    /** From then on, until the first moment at which he is back, by his own clock. */
    public synchronized AbsenceRow add(String rep, LocalDateTime from, LocalDateTime to) {
        AbsenceRow row = new AbsenceRow(UlidCreator.getMonotonicUlid().toString(), rep, from, to);
        durably.accept(
                () -> absences.insert(row.id(), rep, from, to, clock.instant().atOffset(ZoneOffset.UTC)));
        apply();
        return row;
    }

    /** Forgets it for good; whether it was there. */
    public synchronized boolean delete(String id) {
        AtomicBoolean was = new AtomicBoolean();
        durably.accept(() -> was.set(absences.delete(id) > 0));
        apply();
        return was.get();
    }

    /** Takes up what other nodes changed. */
    public synchronized void refresh() {
        apply();
    }

    private void apply() {
        List<Absence> now = absences.list().stream().map(AbsenceRow::absence).toList();
        active.setAbsences(now);
    }
}
