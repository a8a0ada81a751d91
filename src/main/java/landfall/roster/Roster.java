package landfall.roster;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Territories, reps and holidays of one moment; immutable.
 *
 * @param version SHA-256 of its files, in hex
 * @param territories by id, in the order of the file
 * @param reps by id, in the order of the file
 * @param duties duty rosters by name
 */
public record Roster(
        String version,
        Map<String, TerritoryEntry> territories,
        Map<String, Rep> reps,
        Holidays holidays,
        Map<String, DutyRoster> duties,
        Absences absences) {

    public Roster {
        territories = Collections.unmodifiableMap(new LinkedHashMap<>(territories));
        reps = Collections.unmodifiableMap(new LinkedHashMap<>(reps));
        duties = Map.copyOf(duties);
    }

    /** The same, and these are away as well. */
    public Roster withAbsences(Collection<Absences.Absence> more) {
        return new Roster(version, territories, reps, holidays, duties, absences.with(more));
    }

    public Optional<TerritoryEntry> territory(String id) {
        return Optional.ofNullable(territories.get(id));
    }

    public Optional<Rep> rep(String id) {
        return Optional.ofNullable(reps.get(id));
    }

    /** The members of a team in the order of the roster; empty for a team nobody is in. */
    public List<Rep> team(String id) {
        List<Rep> members = new ArrayList<>();
        for (Rep rep : reps.values()) {
            if (rep.teams().contains(id)) {
                members.add(rep);
            }
        }
        return members;
    }

    /** The teams that a rep is in; none for an unknown one. */
    public Set<String> teamsOf(String rep) {
        return rep(rep).map(Rep::teams).orElse(Set.of());
    }

    /**
     * Whether that rep sells at that instant, by the day of his zone; false for an unknown one.
     *
     * @param defaultZone of reps who have none
     */
    public boolean isActive(String rep, Instant at, ZoneId defaultZone) {
        Rep known = reps.get(rep);
        return known != null
                && (known.isAlwaysActive()
                        || known.isActive(at.atZone(known.zoneOr(defaultZone)).toLocalDate()));
    }

    /** From where a rep sets out, along the great circle; null where that isn't known. */
    public @Nullable Double kilometres(String rep, Coordinates there) {
        Rep known = reps.get(rep);
        Coordinates his = known == null ? null : known.coordinates();
        return his == null ? null : his.kilometresTo(there);
    }

    /** The one territory that gets what no rule covers. */
    public TerritoryEntry fallback() {
        return territories.values().stream()
                .filter(territory -> territory.type() == TerritoryEntry.Type.FALLBACK)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a checked roster has a fallback territory"));
    }
}
