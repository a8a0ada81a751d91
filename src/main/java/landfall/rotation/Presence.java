package landfall.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import landfall.engine.Moment;
import landfall.roster.Absences;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.WorkingHours;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/** Who is there at one moment, each by the clock of his own zone. For one decision. */
final class Presence {

    private final Roster roster;
    private final Moment moment;
    private final ZoneId defaultZone;
    private final Map<ZoneId, LocalDateTime> clocks = new HashMap<>(4);

    Presence(Roster roster, Moment moment, ZoneId defaultZone) {
        this.roster = roster;
        this.moment = moment;
        this.defaultZone = defaultZone;
    }

    Instant instant() {
        return moment.instant();
    }

    /** Whether nothing that the presence of these depends on begins or ends within a minute. */
    boolean turnsOnWholeMinutes(List<ReadyRotation.Candidate> members) {
        for (ReadyRotation.Candidate member : members) {
            for (Absences.Absence absence :
                    roster.absences().byRep().getOrDefault(member.rep().id(), List.of())) {
                if (!isWhole(absence.from()) || !isWhole(absence.to())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isWhole(LocalDateTime time) {
        return time.getSecond() == 0 && time.getNano() == 0;
    }

    LocalDateTime clock(Rep rep) {
        return clocks.computeIfAbsent(rep.zoneOr(defaultZone), zone -> LocalDateTime.ofInstant(moment.instant(), zone));
    }

    /** Why he can't take an account now; null where he can. */
    @Nullable
    String missing(Rep rep, boolean duringWorkingHours) {
        LocalDateTime now = clock(rep);
        if (!rep.isActive(now.toLocalDate())) {
            return PassedOver.INACTIVE;
        }
        if (roster.absences().isAway(rep.id(), now)) {
            return PassedOver.AWAY;
        }
        WorkingHours hours = rep.hours();
        return duringWorkingHours && hours != null && !hours.isOpen(now, off(rep)) ? PassedOver.HOURS : null;
    }

    /** When he begins to work next and is there; empty where that is more than a year away. */
    Optional<Instant> nextStart(Rep rep) {
        WorkingHours hours = rep.hours();
        ZoneId zone = rep.zoneOr(defaultZone);
        Optional<LocalDateTime> start = Optional.of(clock(rep));
        do {
            start = start.flatMap(after -> hours == null ? Optional.empty() : hours.nextStart(after, off(rep)));
        } while (start.isPresent()
                && (roster.absences().isAway(rep.id(), start.get())
                        || !rep.isActive(start.get().toLocalDate()))
                && start.get().isBefore(clock(rep).plusYears(1)));
        return start.filter(found -> found.isBefore(clock(rep).plusYears(1)))
                .map(found -> found.atZone(zone).toInstant());
    }

    /** When he has worked so long from now on; by the clock on the wall where he has no hours, or hardly any. */
    Instant after(Rep rep, Duration working) {
        LocalDateTime now = clock(rep);
        WorkingHours hours = rep.hours();
        return (hours == null ? WorkingHours.ALWAYS : hours)
                .plus(
                        now,
                        working,
                        hours == null ? day -> false : off(rep),
                        roster.absences().of(rep.id()))
                .map(end -> end.atZone(rep.zoneOr(defaultZone)).toInstant())
                .orElseGet(() -> moment.instant().plus(working));
    }

    private Predicate<LocalDate> off(Rep rep) {
        return day -> roster.holidays().isHoliday(rep, defaultZone, day);
    }
}
