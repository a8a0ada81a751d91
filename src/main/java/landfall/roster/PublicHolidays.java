package landfall.roster;

import com.ibm.icu.util.TimeZone;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Public holidays by country and region, from Jollyday; countries of zones, from ICU. */
public final class PublicHolidays {

    private record CalendarYear(String calendar, int year) {}

    private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
    private static final Map<CalendarYear, Set<LocalDate>> DAYS = new ConcurrentHashMap<>();
    private static final Map<ZoneId, Optional<String>> COUNTRIES = new ConcurrentHashMap<>();

    private PublicHolidays() {}

    /** ISO 3166-1 alpha-2 of the zone's country, or null where it has none, as {@code UTC}. */
    public static @Nullable String countryOf(ZoneId zone) {
        return COUNTRIES.computeIfAbsent(zone, PublicHolidays::readCountry).orElse(null);
    }

    /** The country of a region such as {@code DE-BY}; null where that is spelled otherwise. */
    static @Nullable String countryOfRegion(String calendar) {
        return REGION.matcher(calendar).matches() ? calendar.substring(0, 2) : null;
    }

    /** Whether the country or region has a public holiday on that day; false where its calendar is not known. */
    public static boolean isHoliday(String calendar, LocalDate day) {
        return DAYS.computeIfAbsent(new CalendarYear(calendar, day.getYear()), PublicHolidays::readDays)
                .contains(day);
    }

    /** The regions of a country that have holidays of their own, such as {@code DE-BY}; sorted. */
    public static SortedSet<String> regions(String country) {
        SortedSet<String> regions = new TreeSet<>();
        if (isSupported(country)) {
            manager(country)
                    .getCalendarHierarchy()
                    .getChildren()
                    .keySet()
                    .forEach(region -> regions.add(country + "-" + region.toUpperCase(Locale.ROOT)));
        }
        return regions;
    }

    private static Optional<String> readCountry(ZoneId zone) {
        try {
            String region = TimeZone.getRegion(zone.getId());
            return region.length() == 2 ? Optional.of(region) : Optional.empty();
        } catch (IllegalArgumentException unknownZone) {
            return Optional.empty();
        }
    }

    private static Set<LocalDate> readDays(CalendarYear key) {
        String region = countryOfRegion(key.calendar());
        String country = region == null ? key.calendar() : region;
        if (!isSupported(country)) {
            return Set.of();
        }
        String[] path = region == null
                ? new String[0]
                : new String[] {lower(key.calendar().substring(3))};
        return manager(country).getHolidays(Year.of(key.year()), path).stream()
                .map(holiday -> holiday.getDate())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isSupported(String country) {
        return HolidayManager.getSupportedCalendarCodes().contains(country);
    }

    /** Jollyday lists its calendars in capitals and names their files in small letters. */
    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(lower(country)));
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
