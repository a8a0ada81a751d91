package landfall.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is on duty on which days, as a person planned it. Immutable. */
public final class DutyRoster {

    /**
     * One duty.
     *
     * @param from first day
     * @param to last day
     */
    public record Duty(LocalDate from, LocalDate to, String rep) {}

    private final TreeMap<LocalDate, Duty> byFirstDay = new TreeMap<>();

    /** Takes duties that don't share a day. */
    public DutyRoster(Collection<Duty> duties) {
        duties.forEach(duty -> byFirstDay.put(duty.from(), duty));
    }

    /** All of them, the earliest first. */
    public List<Duty> duties() {
        return List.copyOf(byFirstDay.values());
    }

    /** Everybody who has one, by the first of his duties. */
    public Collection<String> reps() {
        LinkedHashSet<String> reps = new LinkedHashSet<>();
        byFirstDay.values().forEach(duty -> reps.add(duty.rep()));
        return reps;
    }

    /**
     * Who is asked for that day, in this order: whoever has the duty, then whoever has the duties after it; each once.
     * Empty where nobody has the duty of that day.
     */
    public List<String> asked(LocalDate day) {
        Map.Entry<LocalDate, Duty> own = byFirstDay.floorEntry(day);
        if (own == null || own.getValue().to().isBefore(day)) {
            return List.of();
        }
        Map<String, Boolean> asked = new LinkedHashMap<>();
        byFirstDay.tailMap(own.getKey(), true).values().forEach(duty -> asked.put(duty.rep(), true));
        return new ArrayList<>(asked.keySet());
    }
}
