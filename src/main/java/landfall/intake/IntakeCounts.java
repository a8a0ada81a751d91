package landfall.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import landfall.ledger.CallCount;

/** What was counted since it was last taken, in memory. Safe for any number of threads. */
final class IntakeCounts {

    static final String REFUSED = "refused";
    static final String REPEATED = "repeated";
    static final long QUARTER_MILLIS = 900_000;

    /** Callers choose their sources: beyond so many at once all count as one. */
    private static final int MOST_SOURCES = 1_000;

    private static final String OTHER = "(other)";
    private static final int LONGEST_SOURCE = 200;

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(long quarter, String source, String outcome) {}

    void count(long millis, String source, String outcome) {
        Key key = new Key(millis / QUARTER_MILLIS, source(source), outcome);
        if (counts.size() >= MOST_SOURCES && !counts.containsKey(key)) {
            key = new Key(key.quarter(), OTHER, outcome);
        }
        counts.computeIfAbsent(key, first -> new LongAdder()).increment();
    }

    /** As it is stored: not longer, and without what no database takes. */
    static String source(String source) {
        String cut = source.length() > LONGEST_SOURCE ? source.substring(0, LONGEST_SOURCE) : source;
        return cut.replace('\0', ' ');
    }

    /** All of it; whatever was added to a count meanwhile is in this, or in the next. */
    List<CallCount> take() {
        List<CallCount> taken = new ArrayList<>();
        for (Map.Entry<Key, LongAdder> count : counts.entrySet()) {
            long calls = count.getValue().sumThenReset();
            if (calls > 0) {
                Key key = count.getKey();
                taken.add(new CallCount(key.quarter(), key.source(), key.outcome(), calls));
            }
        }
        return taken;
    }

    /** Puts back what could not be written. */
    void putBack(List<CallCount> taken) {
        taken.forEach(count -> counts.computeIfAbsent(
                        new Key(count.quarter(), count.source(), count.kind()), first -> new LongAdder())
                .add(count.calls()));
    }

    /** Forgets the counts of quarters that are over and written; a count is never taken out while it may be added to. */
    void forgetBefore(long quarter) {
        counts.keySet().removeIf(key -> key.quarter() < quarter && sum(key) == 0);
    }

    private long sum(Key key) {
        LongAdder count = counts.get(key);
        return count == null ? 0 : count.sum();
    }
}
