package landfall.ruleset.analysis;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The rests of an analysis that nobody waits for: at full speed at first, which is enough for some hundred rules, and then a
 * quarter of the time, so that calls have the processors. For one thread.
 */
public final class Rests implements Runnable {
    private static final long FREE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(6);

    private final BooleanSupplier hurried;
    private final BooleanSupplier ended;
    private final long free = System.nanoTime() + FREE;
    private long since = System.nanoTime();

    /**
     * For one analysis, which begins now.
     *
     * @param hurried whether somebody waits for it after all
     * @param ended whether it is left undone
     */
    public Rests(BooleanSupplier hurried, BooleanSupplier ended) {
        this.hurried = hurried;
        this.ended = ended;
    }

    /** Throws {@link CancellationException} where it is left undone. */
    @Override
    public void run() {
        if (ended.getAsBoolean()) {
            throw new CancellationException("the analysis is left undone");
        }
        long now = System.nanoTime();
        if (now - free < 0) {
            since = now;
        } else if (now - since >= WORK) {
            if (!hurried.getAsBoolean()) {
                LockSupport.parkNanos(REST);
            }
            since = System.nanoTime();
        }
    }
}
