package landfall.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import landfall.assignment.Imports.DecidedMeanwhileException;
import landfall.assignment.PlannedMove;
import landfall.assignment.SkippedMoveException;
import landfall.assignment.SkippedMoveException.Why;
import landfall.ledger.CommitLane;
import landfall.ledger.LaneOverloadedException;
import landfall.ledger.LedgerUnavailableException;
import landfall.ledger.Recorded;

/**
 * Makes the moves of a part in their order, a few at a time, and gives way to calls in between. For one thread; others may ask how
 * far it is.
 */
final class PartRun {

    /** Moves that are looked up and submitted together; twice as many are in the lane at most. */
    private static final int AT_ONCE = 32;

    private static final int TRIES = 5;
    /** While calls come, moves rest for this share of the time that the last of them took, so that calls find a processor and the lane free. */
    private static final double REST = 0.6;

    private static final long MOST_REST_MILLIS = 50;
    private static final long LEAST_REST_MILLIS = 4;
    private static final long OVERLOADED_MILLIS = 100;

    /** The service stops; what was not noted is gone through again. */
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("the service stops", null, false, false);
        }
    }

    private final Run run;
    private final long first;
    private final Mover.Moves moves;
    private final CommitLane lane;
    private final BooleanSupplier closed;
    private final List<SkippedMove> skipped = new ArrayList<>();
    private int moved;
    private volatile long gone;

    PartRun(Run run, int part, Mover.Moves moves, CommitLane lane, BooleanSupplier closed) {
        this.run = run;
        this.first = (long) part * MoveLists.PART;
        this.moves = moves;
        this.lane = lane;
        this.closed = closed;
    }

    Run run() {
        return run;
    }

    int moved() {
        return moved;
    }

    List<SkippedMove> skipped() {
        return skipped;
    }

    /** Moves that were made or skipped so far. */
    long gone() {
        return gone;
    }

    /**
     * Makes them; each is on disk, or skipped, when it returns. What some need is looked up while those before are written.
     *
     * @throws LedgerUnavailableException where the database is gone
     */
    void make(List<PlannedMove> part) {
        Some before = null;
        Pace pace = new Pace();
        for (int from = 0; from < part.size(); from += AT_ONCE) {
            if (closed.getAsBoolean()) {
                throw new ClosedException();
            }
            Some some = new Some(part, from, Math.min(part.size(), from + AT_ONCE));
            some.submit();
            if (before != null) {
                before.end();
            }
            before = some;
            pace.giveWay();
        }
        if (before != null) {
            before.end();
        }
    }

    private final class Pace {
        private long since = System.nanoTime();
        private long recorded = lane.recorded();
        private int made = moved;

        void giveWay() {
            long others = lane.recorded() - recorded - (moved - made);
            if (others > AT_ONCE) {
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
                pause(Math.max(LEAST_REST_MILLIS, Math.min(MOST_REST_MILLIS, Math.round(took * REST))));
            } else if (lane.waiting() > 0) {
                pause(LEAST_REST_MILLIS);
            }
            since = System.nanoTime();
            recorded = lane.recorded();
            made = moved;
        }
    }

    /** Consecutive moves that are in the lane together. */
    private final class Some {
        private final List<PlannedMove> part;
        private final int to;
        private final Map<Integer, Throwable> failed = new TreeMap<>();
        private final Map<Integer, CompletionStage<Recorded>> asked = new TreeMap<>();

        Some(List<PlannedMove> part, int from, int to) {
            this.part = part;
            this.to = to;
            for (int number = from; number < to; number++) {
                failed.put(number, new DecidedNotYet());
            }
        }

        /** Those that failed, again; also those that follow a company whose leader failed. */
        void submit() {
            failed.forEach((number, why) -> {
                if (!(why instanceof SkippedMoveException skip) || skip.why() == Why.COMPANY_ELSEWHERE) {
                    asked.put(number, PartRun.this.submit(part.get(number), first + number));
                }
            });
        }

        /** Waits for them, and tries again what may succeed now. */
        void end() {
            await();
            for (int tries = 1; tries < TRIES && hasAgain(); tries++) {
                submit();
                await();
            }
            failed.forEach((number, why) -> skipped.add(skip(number, part.get(number), why)));
            gone = to;
        }

        private boolean hasAgain() {
            return failed.values().stream().anyMatch(why -> !(why instanceof SkippedMoveException));
        }

        private void await() {
            asked.forEach((number, stage) -> {
                try {
                    if (stage.toCompletableFuture().join() instanceof Recorded.Answer) {
                        failed.remove(number);
                        moved++;
                    }
                } catch (CompletionException e) {
                    failed.put(number, cause(e));
                }
            });
            asked.clear();
        }
    }

    /** Nobody tried it. */
    private static final class DecidedNotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DecidedNotYet() {
            super("not tried", null, false, false);
        }
    }

    private CompletionStage<Recorded> submit(PlannedMove move, long number) {
        try {
            return moves.submit(move, number);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable cause(CompletionException thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        if (cause instanceof LedgerUnavailableException gone) {
            throw gone;
        }
        if (cause instanceof LaneOverloadedException) {
            pause(OVERLOADED_MILLIS);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause;
    }

    private SkippedMove skip(int number, PlannedMove move, Throwable why) {
        if (why instanceof SkippedMoveException skip) {
            return SkippedMove.of(first + number, move, skip.why().word(), skip.detail());
        }
        if (why instanceof LaneOverloadedException || why instanceof DecidedMeanwhileException) {
            throw new IllegalStateException("calls leave no room for moves", why);
        }
        return SkippedMove.of(first + number, move, Why.NOT_RECORDED.word(), String.valueOf(why.getMessage()));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedException();
        }
    }
}
