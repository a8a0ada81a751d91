package landfall.handover;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins handovers of reps whose last day is over, within seconds; those of the time while the service was down, when it starts. */
public final class LeavingClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeavingClock.class);
    private static final long TICK_MILLIS = 2_000;
    private static final long AFTER_A_FAILURE_MILLIS = 10_000;

    private final Departures departures;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "leaving-clock");

    public LeavingClock(Departures departures) {
        this.departures = departures;
    }

    /** Begins to look. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            long pause = TICK_MILLIS;
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                pause = look() ? TICK_MILLIS : AFTER_A_FAILURE_MILLIS;
            }
        } catch (InterruptedException e) {
            LOG.warn("Nobody looks for reps who leave any more: interrupted");
        }
    }

    private boolean look() {
        try {
            return departures.begin();
        } catch (RuntimeException e) {
            LOG.warn("Handovers that are due can't begin, and will be tried again", e);
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
