package landfall.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A seller.
 *
 * @param zone null: the zone of config.yml
 * @param hours null: any time
 * @param weight share of turns in weighted rotations; 1 where the roster names none
 * @param capacity for least-loaded rotations, or null
 * @param quota what he is to sell, in the base currency, or null
 * @param calendar of his holidays: a country, a region, or one of the company's own; null: the country of his zone
 * @param coordinates where he sets out from, or null
 * @param activeFrom first day, or null: always was
 * @param activeTo last day, or null: open
 * @param extra further columns of the roster, by name; they come back in the answer
 */
public record Rep(
        String id,
        String name,
        @Nullable String email,
        Set<String> teams,
        @Nullable String manager,
        @Nullable String backup,
        @Nullable ZoneId zone,
        @Nullable WorkingHours hours,
        int weight,
        @Nullable BigDecimal capacity,
        @Nullable BigDecimal quota,
        Set<String> skills,
        Set<String> languages,
        @Nullable String calendar,
        @Nullable Coordinates coordinates,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate activeTo,
        Map<String, String> extra) {

    public Rep {
        teams = Set.copyOf(teams);
        skills = Set.copyOf(skills);
        languages = Set.copyOf(languages);
        extra = Map.copyOf(extra);
    }

    /** His zone, or else that one. */
    public ZoneId zoneOr(ZoneId otherwise) {
        return zone == null ? otherwise : zone;
    }

    /** Whether he sells on every day. */
    boolean isAlwaysActive() {
        return activeFrom == null && activeTo == null;
    }

    /** Whether he sells on that day of his zone. */
    public boolean isActive(LocalDate day) {
        return (activeFrom == null || !day.isBefore(activeFrom)) && (activeTo == null || !day.isAfter(activeTo));
    }
}
