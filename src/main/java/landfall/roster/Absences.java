package landfall.roster;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is away when; why, nobody is asked. Immutable.
 *
 * @param version SHA-256 of what it holds, in hex
 * @param byRep absences by rep
 */
public record Absences(String version, Map<String, List<Absence>> byRep) {

    public static final Absences NONE = new Absences("none", Map.of());

    public Absences {
        Map<String, List<Absence>> copy = new HashMap<>();
        byRep.forEach((rep, absences) -> copy.put(rep, List.copyOf(absences)));
        byRep = Map.copyOf(copy);
    }

    /**
     * One absence, by the rep's own clock.
     *
     * @param to the first moment at which he is back
     */
    public record Absence(String rep, LocalDateTime from, LocalDateTime to) {}

    public static Absences of(String version, Collection<Absence> absences) {
        return new Absences(version, absences.stream().collect(Collectors.groupingBy(Absence::rep)));
    }

    /** Whether that rep is away then. */
    public boolean isAway(String rep, LocalDateTime at) {
        for (Absence absence : byRep.getOrDefault(rep, List.of())) {
            if (!at.isBefore(absence.from()) && at.isBefore(absence.to())) {
                return true;
            }
        }
        return false;
    }
}
