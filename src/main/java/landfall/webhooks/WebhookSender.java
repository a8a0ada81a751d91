package landfall.webhooks;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what the ledger says, from one node at a time. The ledger is the outbox: a change of owner is in it from the very
 * transaction that made it, and how far each webhook is stands beside it. One thread decides what is sent and writes how far it
 * is, four times a second at most; others send.
 */
final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private static final long TICK_MILLIS = 50;
    private static final long LOOK_MILLIS = 250;
    private static final long WRITE_MILLIS = 250;
    private static final long CLOSE_MILLIS = 5_000;
    private static final long AFTER_FAILURE_MILLIS = 1_000;

    private final Outboxes outboxes;
    private final Lease lease;
    private final Thread thread = daemon("webhooks", this::run);
    private final Thread watch = daemon("webhooks-lease", this::watchLease);

    private volatile boolean closing;
    private volatile long leased = System.nanoTime();
    private volatile List<WebhookFigures> figures = List.of();
    private long looked = longAgo();
    private long written = longAgo();
    private boolean failing;

    WebhookSender(Outboxes outboxes, Lease lease) {
        this.outboxes = outboxes;
        this.lease = lease;
    }

    private static Thread daemon(String name, Runnable work) {
        return new ThreadFactoryBuilder()
                .setNameFormat(name)
                .setDaemon(true)
                .build()
                .newThread(work);
    }

    private static long longAgo() {
        return System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
    }

    void start() {
        thread.start();
        if (lease.isNeeded()) {
            watch.start();
        }
    }

    /** How each webhook stands; empty where another node sends. */
    List<WebhookFigures> figures() {
        return figures;
    }

    private void run() {
        while (!closing) {
            try {
                step();
                if (failing) {
                    LOG.info("Webhooks are sent to again");
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                forget();
                if (!failing) {
                    LOG.warn("Webhooks can't be sent to now, and will be again; nothing is lost", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void step() throws InterruptedException {
        if (passed(looked, LOOK_MILLIS)) {
            look();
            looked = System.nanoTime();
        }
        outboxes.read();
        outboxes.send();
        outboxes.take(outboxes.untilNext(TICK_MILLIS));
        if (passed(written, WRITE_MILLIS)) {
            write();
        }
    }

    private static boolean passed(long since, long millis) {
        return System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Who sends, and to whom. */
    private void look() {
        long now = System.nanoTime();
        if (lease.take()) {
            leased = now;
            outboxes.open(this::hold);
        } else {
            forget();
        }
    }

    private void write() {
        outboxes.write(this::hold);
        figures = outboxes.figures();
        written = System.nanoTime();
    }

    private boolean hold(Handle handle) {
        long now = System.nanoTime();
        boolean held = lease.hold(handle);
        leased = held ? now : leased;
        return held;
    }

    private void forget() {
        outboxes.forget();
        figures = List.of();
    }

    /** A sender that can't renew its lease breaks off what is under way before another node begins. */
    private void watchLease() {
        while (!closing) {
            if (passed(leased, Lease.SAFE_MILLIS)) {
                outboxes.breakOff();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What is under way may end; how far it is, is written, and another node may begin. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("How far webhooks are could not be written; some events will be sent again", e);
        } finally {
            watch.interrupt();
            outboxes.close();
        }
    }

    private void finish() throws InterruptedException {
        if (!outboxes.isOpen() || thread.isAlive()) {
            return;
        }
        long begun = System.nanoTime();
        while (!passed(begun, CLOSE_MILLIS) && outboxes.isUnderWay()) {
            outboxes.take(TICK_MILLIS);
        }
        write();
        lease.giveBack();
    }
}
