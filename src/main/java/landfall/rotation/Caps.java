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
final class Caps {

    private Caps() {}

    static boolean isReached(Cap cap, RotationState state, String rep, LocalDateTime clock) {
        return isReached(cap, PackedCounts.of(state.counts()), rep, start(cap.period(), clock));
    }

    /** @param start of the period that it is for him */
    static boolean isReached(Cap cap, PackedCounts counts, String rep, String start) {
        for (int place : counts.places(rep)) {
            if (counts.period(place).equals(cap.period())) {
                return counts.turns(place, start) >= cap.turns();
            }
        }
        return cap.turns() <= 0;
    }

    /** The state with one more turn of that rep in each of the periods. */
    static RotationState count(RotationState state, Collection<String> periods, String rep, LocalDateTime clock) {
        if (periods.isEmpty()) {
            return state;
        }
        PackedCounts packed = PackedCounts.of(state.counts());
        List<Integer> places = packed.places(rep);
        if (places.size() == periods.size()
                && places.stream().allMatch(place -> periods.contains(packed.period(place)))) {
            return state.withCounts(packed.counted(rep, place -> start(packed.period(place), clock)));
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

    /** The state without one turn of that rep, which he had at that time of his clock, in the periods that still last. */
    static RotationState uncount(RotationState state, String rep, LocalDateTime then) {
        List<Count> counts = new ArrayList<>(state.counts().size());
        for (Count count : state.counts()) {
            boolean his = count.rep().equals(rep) && count.start().equals(start(count.period(), then));
            counts.add(his ? new Count(rep, count.period(), count.start(), Math.max(0, count.turns() - 1)) : count);
        }
        return state.withCounts(counts);
    }

    /** When the period began that it is by that clock. */
    static String start(String period, LocalDateTime clock) {
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
