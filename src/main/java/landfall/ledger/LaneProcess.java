package landfall.ledger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the lane needs of the process that it runs in.
 *
 * @param end called once it can't be known what is on disk: nothing may be shown or written after it
 * @param answers tells callers; whatever they hang on an answer holds up none of the lane's work
 * @param pause waits so many milliseconds
 */
record LaneProcess(Consumer<Throwable> end, ExecutorService answers, LongConsumer pause) {
    private static final Logger LOG = LoggerFactory.getLogger(LaneProcess.class);

    /** With threads and time as they are. */
    static LaneProcess endedBy(Consumer<Throwable> end) {
        return new LaneProcess(
                end, Executors.newSingleThreadExecutor(task -> new Thread(task, "lane-answers")), LaneProcess::sleep);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            LOG.debug("Woken early", e);
        }
    }
}
