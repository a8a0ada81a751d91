package landfall.impact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works on parts by many threads, a few parts ahead, and gives what came of them in their order; what work throws is thrown
 * there. For one thread, which also pulls the parts.
 */
final class ParallelMap<A, B> {

    private final Supplier<@Nullable A> source;
    private final Function<A, B> work;
    private final Executor cores;
    private final int ahead;
    private final Deque<CompletableFuture<B>> working = new ArrayDeque<>();
    private boolean ended;

    /**
     * Nothing is pulled yet.
     *
     * @param source null at its end
     * @param work must not depend on the order
     * @param ahead parts at most that are worked on at a time
     */
    ParallelMap(Supplier<@Nullable A> source, Function<A, B> work, Executor cores, int ahead) {
        this.source = source;
        this.work = work;
        this.cores = cores;
        this.ahead = ahead;
    }

    /** Null at the end. */
    @Nullable
    B next() {
        while (!ended && working.size() < ahead) {
            A part = source.get();
            if (part == null) {
                ended = true;
            } else {
                working.add(CompletableFuture.supplyAsync(() -> work.apply(part), cores));
            }
        }
        CompletableFuture<B> first = working.poll();
        if (first == null) {
            return null;
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
