package landfall.roster;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days off by calendar: a country (ISO 3166-1, {@code DE}), a region of one (ISO 3166-2, {@code DE-BY}), or a calendar of
 * the company's own. Countries and regions have their public holidays, with the company's added and those it works taken
 * out; a region has its country's days, too, and what is said of the region goes before what is said of the country.
 *
 * @param off days off by calendar, beyond the public ones
 * @param worked public holidays that the company works, by calendar
 */
public record Holidays(Map<String, Set<LocalDate>> off, Map<String, Set<LocalDate>> worked) {

    public static final Holidays PUBLIC = new Holidays(Map.of(), Map.of());

    public Holidays {
        off = copy(off);
        worked = copy(worked);
    }

    private static Map<String, Set<LocalDate>> copy(Map<String, Set<LocalDate>> days) {
        Map<String, Set<LocalDate>> copy = new HashMap<>();
        days.forEach((calendar, each) -> copy.put(calendar, Set.copyOf(each)));
        return Map.copyOf(copy);
    }

    /** Whether the zone's country has that day off; false where the zone has no country. */
    public boolean isHoliday(ZoneId zone, LocalDate day) {
        return isHoliday(PublicHolidays.countryOf(zone), day);
    }

    /**
     * Whether the rep has that day off: by his calendar, else by the country of his zone.
     *
     * @param defaultZone of reps who have none
     */
    public boolean isHoliday(Rep rep, ZoneId defaultZone, LocalDate day) {
        return rep.calendar() == null ? isHoliday(rep.zoneOr(defaultZone), day) : isHoliday(rep.calendar(), day);
    }

    /** Whether that calendar has the day off; false for one that nobody knows, and for none. */
    public boolean isHoliday(@Nullable String calendar, LocalDate day) {
        if (calendar == null) {
            return false;
        }
        String country = PublicHolidays.countryOfRegion(calendar);
        for (String each : country == null ? List.of(calendar) : List.of(calendar, country)) {
            if (off.getOrDefault(each, Set.of()).contains(day)) {
                return true;
            }
            if (worked.getOrDefault(each, Set.of()).contains(day)) {
                return false;
            }
        }
        return PublicHolidays.isHoliday(calendar, day);
    }

    /** Every calendar that the company says something of. */
    public Set<String> calendars() {
        Set<String> calendars = new HashSet<>(off.keySet());
        calendars.addAll(worked.keySet());
        return calendars;
    }
}
