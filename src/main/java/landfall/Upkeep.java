package landfall;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does now and then what no call waits for, on a thread of its own. What fails is logged once, and tried again. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            new ThreadFactoryBuilder().setNameFormat("upkeep").setDaemon(true).build());

    /** One that does nothing else. */
    static Upkeep of(Duration pause, Runnable work) {
        Upkeep upkeep = new Upkeep();
        upkeep.every(pause, work);
        return upkeep;
    }

    void every(Duration pause, Runnable work) {
        AtomicBoolean failing = new AtomicBoolean();
        long millis = pause.toMillis();
        var unused = thread.scheduleWithFixedDelay(() -> attempt(work, failing), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable work, AtomicBoolean failing) {
        try {
            work.run();
            failing.set(false);
        } catch (RuntimeException e) {
            if (!failing.getAndSet(true)) {
                LOG.warn("Something that has to be done now and then failed, and will be tried again", e);
            }
        }
    }

    @Override
    public void close() {
        if (!MoreExecutors.shutdownAndAwaitTermination(thread, Duration.ofSeconds(10))) {
            LOG.warn("What has to be done now and then was left undone");
        }
    }
}
