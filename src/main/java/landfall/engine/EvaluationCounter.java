package landfall.engine;

import java.util.concurrent.atomic.LongAdder;

/** Counts evaluations, and takes the time of a few of them: reading the clock for each would cost what a match costs. */
final class EvaluationCounter {
    private static final int TIMED_OF = 64;
    private static final long NOT_TIMED = 0;

    private final LongAdder accounts = new LongAdder();
    private final LongAdder matches = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final LongAdder timedNanos = new LongAdder();
    // Threads may overwrite each other's count: then one evaluation more or less is timed.
    private int next;

    /** To be handed to {@link #end}. */
    long begin() {
        return next++ % TIMED_OF == 0 ? Math.max(1, System.nanoTime()) : NOT_TIMED;
    }

    void end(long begun, int matched) {
        accounts.increment();
        matches.add(matched);
        if (begun != NOT_TIMED) {
            timed.increment();
            timedNanos.add(System.nanoTime() - begun);
        }
    }

    Evaluations figures(int sessionsInUse) {
        return new Evaluations(accounts.sum(), matches.sum(), timed.sum(), timedNanos.sum(), sessionsInUse);
    }
}
