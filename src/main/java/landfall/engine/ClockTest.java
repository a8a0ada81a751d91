package landfall.engine;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import landfall.facts.Clock;

/**
 * All that one Clock pattern asks. Patterns that ask the same are one test, answered once for each subject.
 *
 * @param index its place among the answers of a subject
 */
record ClockTest(int index, ZoneId zone, List<Predicate<Object>> conditions) {

    boolean test(Moment moment) {
        Clock clock = moment.clock(zone);
        for (Predicate<Object> condition : conditions) {
            if (!condition.test(clock)) {
                return false;
            }
        }
        return true;
    }
}
