package landfall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many open assignments each rep has, by the day (UTC) on which they came to him: those of primary owners and of overlay
 * roles alike. Safe for many threads.
 */
final class OpenLoad {
    /** Days after which an assignment counts as open for nobody: {@code openFor} of config.yml is at most 365. */
    static final int OLDEST_DAYS = 400;

    private static final String ASSIGNED = "assigned";

    private final Map<String, Days> reps = new ConcurrentHashMap<>();

    /** Takes up what a decision changes about its account. */
    void count(@Nullable Entry before, Entry now) {
        if (before != null && hasSameLoad(before, now)) {
            return;
        }
        if (before != null) {
            add(before, -1);
        }
        add(now, 1);
    }

    private static boolean hasSameLoad(Entry before, Entry now) {
        return counts(before) == counts(now)
                && before.owner().equals(now.owner())
                && before.overlays().equals(now.overlays())
                && before.standingSince().equals(now.standingSince());
    }

    /** What came to its owner so long before the decision that nobody asks for that day is left out; most of a book is. */
    private static boolean counts(Entry entry) {
        return entry.open()
                && entry.status().equals(ASSIGNED)
                && day(entry.standingSince()) >= day(entry.decidedAt()) - OLDEST_DAYS;
    }

    private void add(Entry entry, int more) {
        if (counts(entry)) {
            long day = day(entry.standingSince());
            add(entry.owner(), day, more);
            entry.overlays().values().forEach(rep -> add(rep, day, more));
        }
    }

    void add(String rep, long day, int more) {
        reps.computeIfAbsent(rep, id -> new Days()).add(day, more);
    }

    void add(OpenLoad other) {
        other.reps.forEach((rep, days) -> {
            Days mine = reps.computeIfAbsent(rep, id -> new Days());
            days.copy().forEach(mine::add);
        });
    }

    /** Those of a rep that came to him on that day or later. */
    int count(String rep, long fromDay) {
        Days days = reps.get(rep);
        return days == null ? 0 : days.count(fromDay);
    }

    /** By rep and day, in this order, where there are some. */
    Map<String, Map<Long, Integer>> byRepAndDay() {
        Map<String, Map<Long, Integer>> counts = new TreeMap<>();
        reps.forEach((rep, days) -> counts.put(rep, days.copy()));
        return counts;
    }

    static long day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toEpochDay();
    }

    /** One rep's; the sum since the day that was asked for last is kept. */
    private static final class Days {
        private final TreeMap<Long, Integer> counts = new TreeMap<>();
        private long summedFrom = Long.MAX_VALUE;
        private int sum;

        synchronized void add(long day, int more) {
            if (counts.merge(day, more, Integer::sum) == 0) {
                counts.remove(day);
            }
            sum += day >= summedFrom ? more : 0;
        }

        synchronized int count(long fromDay) {
            if (fromDay != summedFrom) {
                sum = counts.tailMap(fromDay, true).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                summedFrom = fromDay;
            }
            return sum;
        }

        synchronized Map<Long, Integer> copy() {
            return new TreeMap<>(counts);
        }
    }
}
