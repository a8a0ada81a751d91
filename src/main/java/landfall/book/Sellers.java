package landfall.book;

import java.time.Instant;
import java.time.ZoneId;
import landfall.roster.Roster;

/**
 * Who sells at one moment.
 *
 * @param zone of reps who have none
 */
public record Sellers(Roster roster, Instant at, ZoneId zone) {

    public boolean isActive(String rep) {
        return roster.isActive(rep, at, zone);
    }
}
