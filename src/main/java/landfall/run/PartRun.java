package landfall.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

    /** Moves that are in the lane at a time. */
    private static final int AT_ONCE = 32;

    private static final int TRIES = 5;
    private static final long GIVE_WAY_MILLIS = 4;
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
     * Makes them; each is on disk, or skipped, when it returns.
     *
     * @throws LedgerUnavailableException where the database is gone
     */
    void make(List<PlannedMove> part) {
        for (int from = 0; from < part.size(); from += AT_ONCE) {
            if (closed.getAsBoolean()) {
                throw new ClosedException();
            }
            makeSome(part, from, Math.min(part.size(), from + AT_ONCE));
            gone = Math.min(part.size(), from + AT_ONCE);
            if (lane.waiting() > 0) {
                pause(GIVE_WAY_MILLIS);
            }
        }
    }

    private void makeSome(List<PlannedMove> part, int from, int to) {
        Map<Integer, Throwable> failed = new TreeMap<>();
        for (int i = from; i < to; i++) {
            failed.put(i, new DecidedNotYet());
        }
        for (int tries = 0; tries < TRIES && hasAgain(failed); tries++) {
            attempt(part, failed);
        }
        failed.forEach((number, why) -> skipped.add(skip(number, part.get(number), why)));
    }

    /** Nobody tried it. */
    private static final class DecidedNotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DecidedNotYet() {
            super("not tried", null, false, false);
        }
    }

    private static boolean hasAgain(Map<Integer, Throwable> failed) {
        return failed.values().stream().anyMatch(why -> !(why instanceof SkippedMoveException));
    }

    /** Those that failed, again; also those that follow a company whose leader failed. */
    private void attempt(List<PlannedMove> part, Map<Integer, Throwable> failed) {
        Map<Integer, CompletionStage<Recorded>> asked = new TreeMap<>();
        failed.forEach((number, why) -> {
            if (!(why instanceof SkippedMoveException skip) || skip.why() == Why.COMPANY_ELSEWHERE) {
                asked.put(number, submit(part.get(number), first + number));
            }
        });
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
