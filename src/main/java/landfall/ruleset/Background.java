package landfall.ruleset;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work that nobody's call may feel: on threads that the operating system lets run when others don't. Safe for many threads. */
public final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration END = Duration.ofSeconds(10);

    private final ForkJoinPool pool;
    private final String name;

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
        this.name = name;
        this.pool = new ForkJoinPool(threads, within -> new LowThread(within, name), null, true);
    }

    /** For one long piece of work beside the calls, which keep a processor for themselves. */
    public static Background besideCalls(String name) {
        return new Background(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), name);
    }

    /** A thread for one long piece of work that waits for the disk more than it counts; not started, and no reason to stay for. */
    public static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    NativePriority.lower();
                    work.run();
                },
                name);
        thread.setDaemon(true);
        return thread;
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

    /** Breaks off what it does, and waits a while for the end of that. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Threads of {} didn't end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
