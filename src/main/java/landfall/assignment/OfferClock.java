package landfall.assignment;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import landfall.http.ApiException;
import landfall.ledger.DueOffer;
import landfall.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves offers on whose time ran out, within a quarter of a second; those that ran out while the service was down, when it
 * starts. What is due is read from the ledger, and the lane takes each step once, so nothing is lost or done twice.
 */
public final class OfferClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OfferClock.class);
    private static final long TICK_MILLIS = 250;
    private static final long AFTER_A_FAILURE_MILLIS = 5_000;
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final OfferSteps steps;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "offer-clock");

    public OfferClock(Ledger ledger, OfferSteps steps, InstantSource clock) {
        this.ledger = ledger;
        this.steps = steps;
        this.clock = clock;
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
            LOG.warn("The clock of offers was interrupted, and stops");
        }
    }

    private boolean look() {
        try {
            return tick();
        } catch (RuntimeException e) {
            LOG.warn("What is due can't be read, and will be tried again", e);
            return false;
        }
    }

    /** Moves on what is due now; false where some of it failed and has to be tried again. */
    boolean tick() {
        return begin().join();
    }

    /** Asks the lane to move on what is due now. */
    CompletableFuture<Boolean> begin() {
        CompletableFuture<Boolean> well = CompletableFuture.completedFuture(true);
        for (DueOffer offer : ledger.dueOffers(clock.instant(), AT_ONCE)) {
            well = well.thenCombine(timeOut(offer), Boolean::logicalAnd);
        }
        return well;
    }

    private CompletableFuture<Boolean> timeOut(DueOffer offer) {
        try {
            return steps.timeOut(offer.decisionId())
                    .handle((recorded, thrown) -> thrown == null || isSettled(offer, Refusals.cause(thrown)))
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(isSettled(offer, e));
        }
    }

    /** Somebody accepted or declined it, or gave it to another, before the step's turn came. */
    private static boolean isSettled(DueOffer offer, Throwable thrown) {
        if (thrown instanceof ApiException) {
            return true;
        }
        LOG.warn("The offer of {} could not be moved on, and will be tried again", offer.decisionId(), thrown);
        return false;
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
