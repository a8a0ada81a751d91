package landfall.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that the key index does not know yet, with the keys that lead to them: those of a batch under way, or the
 * tail since the index last caught up. One thread adds, any may look.
 */
final class Recent {
    /** That most decisions have: an account's, a caller's, a company's. */
    private static final int KEYS = 3;
    /** Room is not made for more at once. */
    private static final int LARGEST = 50_000;

    private final Map<IndexKey, Long> latest;
    private final Map<Long, Entry> entries;
    private final Map<Long, Answered> answers;
    private final OpenLoad load = new OpenLoad();
    private volatile long last;

    /** @param most decisions expected; more are taken as well */
    Recent(int most) {
        int expected = Math.min(most, LARGEST);
        latest = new ConcurrentHashMap<>(expected * KEYS);
        entries = new ConcurrentHashMap<>(expected);
        answers = new ConcurrentHashMap<>(expected);
    }

    void add(Entry entry, @Nullable Answered answered) {
        entries.put(entry.seq(), entry);
        if (answered != null) {
            answers.put(entry.seq(), answered);
            latest.put(answered.key(), entry.seq());
        }
        entry.keys().forEach(key -> latest.put(key, entry.seq()));
        last = Math.max(last, entry.seq());
    }

    Optional<Entry> find(IndexKey key) {
        return Optional.ofNullable(latest.get(key)).map(entries::get);
    }

    Optional<Entry> find(long seq) {
        return Optional.ofNullable(entries.get(seq));
    }

    Optional<Answered> answer(long seq) {
        return Optional.ofNullable(answers.get(seq));
    }

    Map<IndexKey, Long> latest() {
        return latest;
    }

    /** What its decisions changed about the reps' open assignments. */
    OpenLoad load() {
        return load;
    }

    /** What those after a decision changed about them. */
    OpenLoad load(long after, DecisionDao decisions) {
        if (entries.keySet().stream().allMatch(seq -> seq > after)) {
            return load;
        }
        OpenLoad later = new OpenLoad();
        entries.keySet().stream()
                .filter(seq -> seq > after)
                .sorted()
                .map(entries::get)
                .forEach(entry -> {
                    Long previous = entry.previous();
                    Entry before = previous == null ? null : entries.get(previous);
                    later.count(
                            before == null && previous != null
                                    ? decisions.find(previous).orElse(null)
                                    : before,
                            entry);
                });
        return later;
    }

    /** Number of the newest decision in it; 0 when empty. */
    long last() {
        return last;
    }

    int size() {
        return entries.size();
    }
}
