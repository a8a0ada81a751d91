package landfall.roster;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * Days off: the public holidays of a zone's country, with the company's own added and those it works taken out.
 *
 * @param off days off by calendar (ISO 3166-1 alpha-2), beyond the public ones
 * @param worked public holidays that the company works, by calendar
 */
public record Holidays(Map<String, Set<LocalDate>> off, Map<String, Set<LocalDate>> worked) {

    public static final Holidays PUBLIC = new Holidays(Map.of(), Map.of());

    public Holidays {
        off = Map.copyOf(off);
        worked = Map.copyOf(worked);
    }

    /** Whether the zone's country has that day off; false where the zone has no country. */
    public boolean isHoliday(ZoneId zone, LocalDate day) {
        String calendar = PublicHolidays.countryOf(zone);
        if (calendar == null) {
            return false;
        }
        if (off.getOrDefault(calendar, Set.of()).contains(day)) {
            return true;
        }
        return !worked.getOrDefault(calendar, Set.of()).contains(day) && PublicHolidays.isHoliday(calendar, day);
    }
}
