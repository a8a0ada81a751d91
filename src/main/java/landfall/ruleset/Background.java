package landfall.ruleset;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/** Long work that nobody's call may feel: on threads that the operating system lets run when others don't. Safe for many threads. */
public final class Background implements AutoCloseable {

    private final ForkJoinPool pool;

    /** On all processors. */
    public Background() {
        this(Runtime.getRuntime().availableProcessors(), "background");
    }

    /**
     * On some of them.
     *
     * @param threads that work at once, also on what is done in parallel within
     * @param name of the threads
     */
    public Background(int threads, String name) {
        this.pool = new ForkJoinPool(threads, within -> new LowThread(within, name), null, true);
    }

    /** Does it there, and waits for it; what it throws is thrown here. */
    public <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, pool).join();
        } catch (CompletionException failure) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(failure.getCause()));
            throw failure;
        }
    }

    /** Its threads, for tasks of their own. */
    public ForkJoinPool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static final class LowThread extends ForkJoinWorkerThread {
        LowThread(ForkJoinPool pool, String name) {
            super(pool);
            setName(name);
        }

        @Override
        protected void onStart() {
            super.onStart();
            NativePriority.lower();
        }
    }
}
