package landfall;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks four times a second for what other nodes changed. What fails is logged once, and tried again. */
final class NodeTicks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTicks.class);
    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** What passes the time between two looks. */
    @FunctionalInterface
    interface Pause {
        /** Whether it is over with looking; waits for that so long. */
        boolean isClosedWithin(Duration time) throws InterruptedException;
    }

    private final List<Runnable> looks;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(() -> run(this::isClosedWithin), "node-ticks");
    private boolean failing;

    NodeTicks(List<Runnable> looks) {
        this.looks = List.copyOf(looks);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isClosedWithin(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks after each pause until one says that it is over. */
    void run(Pause pause) {
        try {
            while (!pause.isClosedWithin(BETWEEN)) {
                tick();
            }
        } catch (InterruptedException e) {
            LOG.warn("Other nodes are followed no more: interrupted");
        }
    }

    private void tick() {
        try {
            looks.forEach(Runnable::run);
            if (failing) {
                LOG.info("Other nodes are followed again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("Other nodes can't be followed now, and will be again", e);
            }
            failing = true;
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
