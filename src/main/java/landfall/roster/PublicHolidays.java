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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Public holidays by country, from Jollyday; countries of zones, from ICU. */
public final class PublicHolidays {

    private record CountryYear(String country, int year) {}

    private static final Map<CountryYear, Set<LocalDate>> DAYS = new ConcurrentHashMap<>();
    private static final Map<ZoneId, Optional<String>> COUNTRIES = new ConcurrentHashMap<>();

    private PublicHolidays() {}

    /** ISO 3166-1 alpha-2 of the zone's country, or null where it has none, as {@code UTC}. */
    public static @Nullable String countryOf(ZoneId zone) {
        return COUNTRIES.computeIfAbsent(zone, PublicHolidays::readCountry).orElse(null);
    }

    /** Whether the country has a public holiday on that day; false for a country whose calendar is not known. */
    public static boolean isHoliday(String country, LocalDate day) {
        return DAYS.computeIfAbsent(new CountryYear(country, day.getYear()), PublicHolidays::readDays)
                .contains(day);
    }

    private static Optional<String> readCountry(ZoneId zone) {
        try {
            String region = TimeZone.getRegion(zone.getId());
            return region.length() == 2 ? Optional.of(region) : Optional.empty();
        } catch (IllegalArgumentException unknownZone) {
            return Optional.empty();
        }
    }

    private static Set<LocalDate> readDays(CountryYear key) {
        // Jollyday lists its calendars in capitals and names their files in small letters.
        if (!HolidayManager.getSupportedCalendarCodes().contains(key.country())) {
            return Set.of();
        }
        String calendar = key.country().toLowerCase(Locale.ROOT);
        return HolidayManager.getInstance(ManagerParameters.create(calendar)).getHolidays(Year.of(key.year())).stream()
                .map(holiday -> holiday.getDate())
                .collect(Collectors.toUnmodifiableSet());
    }
}
