package landfall.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the time of one batch, and counts what comes of it. For the lane's thread. */
final class BatchWatch {
    private final List<Long> waited = new ArrayList<>();
    private final Map<LaneBatch.Outcome, Integer> outcomes = new EnumMap<>(LaneBatch.Outcome.class);
    private final Map<String, Integer> kinds = new HashMap<>();
    private long turns;
    private long pendingTurns;
    private long lock;
    private long decide;
    private long commit;
    private boolean oneByOne;
    private long last = System.nanoTime();

    BatchWatch(List<Submission> batch) {
        joined(batch);
    }

    /** They are decided now. */
    void joined(List<Submission> submissions) {
        submissions.forEach(submission -> waited.add(last - submission.nanoTime()));
    }

    /** This node has its turn. */
    void locked() {
        lock += lap();
    }

    /** All is decided, and written where there was something. */
    void decided(Batch batch) {
        decide += lap();
        pendingTurns = batch.turns();
    }

    /** It is on disk. */
    void committed(Batch batch) {
        commit += batch.isEmpty() ? 0 : lap();
        turns += pendingTurns;
        batch.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
    }

    /** It failed as a whole. */
    void again() {
        oneByOne = true;
        lap();
    }

    void count(LaneBatch.Outcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    LaneBatch batch() {
        return new LaneBatch(
                waited.stream().mapToLong(Long::longValue).toArray(),
                lock,
                decide,
                commit,
                oneByOne,
                outcomes,
                kinds,
                turns);
    }

    private long lap() {
        long now = System.nanoTime();
        long lap = now - last;
        last = now;
        return lap;
    }
}
