package landfall.ruleset.source;

import java.util.Map;
import landfall.language.Place;
import landfall.roster.Roster;

/**
 * The roster as it was read, with the places that checks name.
 *
 * @param territoriesRead whether the file of territories was readable; else no id counts as unknown
 * @param repsRead the same of the reps
 * @param places of cells, by file's kind, id and column: see {@link #territory} and {@link #rep}
 */
public record ParsedRoster(Roster roster, boolean territoriesRead, boolean repsRead, Map<String, Place> places) {

    static final String TERRITORIES = "roster/territories.csv";
    static final String REPS = "roster/reps.csv";
    static final String HOLIDAYS = "roster/holidays.csv";
    static final String ABSENCES = "roster/absences.csv";
    static final String DUTY_FOLDER = "roster/duty/";

    /** Where that cell of the territory stands. */
    public Place territory(String id, String column) {
        return places.getOrDefault("territory " + id + " " + column, Place.of(TERRITORIES));
    }

    /** Where a duty roster first names the rep. */
    public Place duty(String rep) {
        return places.getOrDefault("duty " + rep, Place.of(DUTY_FOLDER));
    }

    /** Where the absences first name the rep. */
    public Place absence(String rep) {
        return places.getOrDefault("absence " + rep, Place.of(ABSENCES));
    }

    /** Where that cell of the rep stands. */
    public Place rep(String id, String column) {
        return places.getOrDefault("rep " + id + " " + column, Place.of(REPS));
    }
}
