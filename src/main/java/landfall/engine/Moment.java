package landfall.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import landfall.facts.Clock;
import landfall.roster.Holidays;

/** The instant of a decision with its clock in each zone that is asked for; for one thread. */
public final class Moment {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Instant instant;
    private final Holidays holidays;
    private final Map<ZoneId, Clock> clocks = new HashMap<>(4);

    public Moment(Instant instant, Holidays holidays) {
        this.instant = instant;
        this.holidays = holidays;
    }

    public Instant instant() {
        return instant;
    }

    public Holidays holidays() {
        return holidays;
    }

    /** The clock of that zone, made when first asked for. */
    public Clock clock(ZoneId zone) {
        Clock known = clocks.get(zone);
        if (known == null) {
            known = read(zone);
            clocks.put(zone, known);
        }
        return known;
    }

    /** The clocks that were asked for so far, by zone name. */
    public List<Clock> read() {
        return clocks.values().stream()
                .sorted(Comparator.comparing(Clock::zone))
                .toList();
    }

    /** The same instant, of which nothing was read yet. */
    public Moment apart() {
        return new Moment(instant, holidays);
    }

    /** As if all that was read of a moment {@link #apart} had been read of this one. */
    public void join(Moment apart) {
        clocks.putAll(apart.clocks);
    }

    private Clock read(ZoneId zone) {
        ZonedDateTime now = instant.atZone(zone);
        return new Clock(
                zone.getId(),
                now.toLocalDate().toString(),
                now.format(TIME),
                now.getHour(),
                now.getDayOfWeek().name().substring(0, 3),
                now.getDayOfMonth(),
                now.getMonthValue(),
                (now.getMonthValue() + 2) / 3,
                now.getYear(),
                holidays.isHoliday(zone, now.toLocalDate()));
    }
}
