package landfall.ruleset;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Changes of what is active follow each other, in the order of their coming, so that each builds on the newest and none
 * is lost. Decisions don't wait for them. A few may wait; more would hold the threads that decisions need.
 */
public final class OneAtATime {

    private static final int MOST = 16;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Semaphore places = new Semaphore(MOST);

    /** Too many wait already. */
    public static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyException() {
            super("too many changes wait for each other");
        }
    }

    /**
     * Runs it when those before are done.
     *
     * @throws TooManyException at once, without running it, where too many wait
     */
    public <T> T run(Supplier<T> change) {
        if (!places.tryAcquire()) {
            throw new TooManyException();
        }
        turn.lock();
        try {
            return change.get();
        } finally {
            turn.unlock();
            places.release();
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return turn.getQueueLength();
    }
}
