package landfall.impact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works on parts by many threads, a few parts ahead, and gives what came of them in their order; what work throws is thrown
 * there. For one thread, which also pulls the parts, and works on some of them while it would wait.
 */
public final class ParallelMap<A, B> {

    private final Supplier<@Nullable A> source;
    private final Function<A, B> work;
    private final Executor cores;
    private final int ahead;
    private final Deque<Part> working = new ArrayDeque<>();
    private boolean ended;

    /**
     * Nothing is pulled yet.
     *
     * @param source null at its end
     * @param work must not depend on the order
     * @param ahead parts at most that are worked on at a time
     */
    public ParallelMap(Supplier<@Nullable A> source, Function<A, B> work, Executor cores, int ahead) {
        this.source = source;
        this.work = work;
        this.cores = cores;
        this.ahead = ahead;
    }

    /** Worked on by whoever comes first. */
    private final class Part extends CompletableFuture<B> implements Runnable {
        private final A input;
        private final AtomicBoolean begun = new AtomicBoolean();

        Part(A input) {
            this.input = input;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                try {
                    complete(work.apply(input));
                } catch (Throwable failed) {
                    completeExceptionally(failed);
                }
            }
        }
    }

    /** Null at the end. */
    public @Nullable B next() {
        while (!ended && working.size() < ahead) {
            A part = source.get();
            if (part == null) {
                ended = true;
            } else {
                Part next = new Part(part);
                working.add(next);
                cores.execute(next);
            }
        }
        Part first = working.poll();
        if (first == null) {
            return null;
        }
        first.run();
        for (Iterator<Part> others = working.iterator(); !first.isDone() && others.hasNext(); ) {
            others.next().run();
        }
        try {
            return first.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
