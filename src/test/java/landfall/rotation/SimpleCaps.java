package landfall.rotation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import landfall.language.RotationSpec.Cap;
import landfall.rotation.RotationState.Count;

/** How many turns of a pool a rep had in the hour, day, week or month that it is for him. */
final class SimpleCaps {

    private SimpleCaps() {}

    static boolean isReached(Cap cap, RotationState state, String rep, LocalDateTime clock) {
        String start = start(cap.period(), clock);
        for (Count count : state.counts()) {
            if (count.rep().equals(rep)
                    && count.period().equals(cap.period())
                    && count.start().equals(start)) {
                return count.turns() >= cap.turns();
            }
        }
        return cap.turns() <= 0;
    }

    /** The state with one more turn of that rep in each of the periods. */
    static RotationState count(RotationState state, Collection<String> periods, String rep, LocalDateTime clock) {
        if (periods.isEmpty()) {
            return state;
        }
        List<Count> counts = new ArrayList<>(state.counts().size() + 1);
        List<String> found = new ArrayList<>(2);
        for (Count count : state.counts()) {
            if (!count.rep().equals(rep)) {
                counts.add(count);
            } else if (periods.contains(count.period())) {
                found.add(count.period());
                String start = start(count.period(), clock);
                int turns = count.start().equals(start) ? count.turns() : 0;
                counts.add(new Count(rep, count.period(), start, turns + 1));
            }
        }
        for (String period : periods) {
            if (!found.contains(period)) {
                counts.add(new Count(rep, period, start(period, clock), 1));
            }
        }
        return state.withCounts(counts);
    }

    private static String start(String period, LocalDateTime clock) {
        LocalDate day = clock.toLocalDate();
        return switch (period) {
            case "hour" -> clock.truncatedTo(ChronoUnit.HOURS).toString();
            case "day" -> day.toString();
            case "week" ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
            case "month" -> day.withDayOfMonth(1).toString();
            default -> throw new IllegalArgumentException("a checked cap has no period " + period);
        };
    }
}
