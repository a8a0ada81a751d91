package landfall.staff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDateTime;
import landfall.roster.Absences.Absence;

/**
 * An absence that was told by API.
 *
 * @param from by the rep's own clock
 * @param to the first moment at which he is back
 */
public record AbsenceRow(String id, String rep, LocalDateTime from, LocalDateTime to) {

    @JsonIgnore
    Absence absence() {
        return new Absence(rep, from, to);
    }
}
