package landfall.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the service, from SIGTERM on: it isn't ready any more, goes on taking calls for as long as others need to see that,
 * and only then does the server stop. It ends in bounded time: what hangs is broken off, which costs no answered assignment.
 */
public final class Stopping implements LifeCycle.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
    /** Exit status where it had to be broken off. */
    private static final int BROKEN_OFF = 75;
    /** For the lane to answer what it has, and for the database to close. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final Duration notice;
    private final Duration most;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean begun;

    /**
     * An end that has not begun.
     *
     * @param notice how long calls are still taken once it isn't ready
     * @param grace how long calls under way may take after that
     */
    public Stopping(Duration notice, Duration grace) {
        this.notice = notice;
        this.most = notice.plus(grace).plus(CLOSING);
    }

    /** Whether it has begun: nothing long should be started any more. */
    public boolean hasBegun() {
        return begun;
    }

    /** For {@link Readiness}. */
    public Optional<String> missing() {
        return begun
                ? Optional.of("The service is stopping; ask another node, or again once it runs.")
                : Optional.empty();
    }

    @Override
    public void lifeCycleStopping(LifeCycle server) {
        begun = true;
        LOG.info("Stopping: not ready from now on; calls under way are answered");
        Thread guard = new Thread(this::guard, "stopping");
        guard.setDaemon(true);
        guard.start();
        try {
            TimeUnit.NANOSECONDS.sleep(notice.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void lifeCycleStopped(LifeCycle server) {
        stopped.countDown();
    }

    @Override
    public void lifeCycleFailure(LifeCycle server, Throwable cause) {
        stopped.countDown();
    }

    private void guard() {
        try {
            if (!stopped.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
                System.err.println("Stopping took longer than " + most.toSeconds() + " s, and is broken off");
                Runtime.getRuntime().halt(BROKEN_OFF);
            }
        } catch (InterruptedException e) {
            LOG.warn("Nobody sees to it any more that the service ends in time");
        }
    }
}
