package landfall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work behind the lane: lets the key index catch up, and forgets old idempotency keys and holds that are over. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long WAIT_MILLIS = 500;
    /** The process that starts has more urgent work: what only makes the lane quicker waits so long. */
    private static final long START_NANOS = 3_000_000_000L;

    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final int PURGE_SLICE = 1_000;
    /** Clocks may be wrong by less. */
    private static final Duration KEEP_HOLDS = Duration.ofDays(1);
    /** Moved in a row. */
    private static final int COMPACTIONS = 16;
    /** Commits between two of them. */
    private static final long BETWEEN_COMPACTIONS_MILLIS = 10;

    private final LedgerDatabase database;
    private final Synced synced;
    private final Duration keepKeys;
    private final InstantSource clock;
    private final KeyIndexer indexer;
    private final Thread thread = new Thread(this::run, "ledger-upkeep");
    private volatile long busyUntil = System.nanoTime();
    private Instant purged = Instant.MIN;
    private volatile boolean closed;

    Upkeep(LedgerDatabase database, Synced synced, Duration keepKeys, InstantSource clock) {
        this.database = database;
        this.synced = synced;
        this.keepKeys = keepKeys;
        this.clock = clock;
        this.indexer = new KeyIndexer(database, synced.indexedKeys());
    }

    void start() {
        busyUntil = System.nanoTime() + START_NANOS;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed && !database.hasFailed()) {
            try {
                step(WAIT_MILLIS);
            } catch (InterruptedException e) {
                LOG.warn("The ledger's upkeep was interrupted, and goes on");
            } catch (RuntimeException e) {
                if (!database.hasFailed()) {
                    LOG.error("The ledger's upkeep failed, and will be tried again", e);
                    pause(WAIT_MILLIS);
                }
            }
        }
    }

    /** Does what there is to do; waits so long for decisions that should be indexed. */
    void step(long waitMillis) throws InterruptedException {
        index(synced.awaitFrozen(waitMillis));
        if (System.nanoTime() - busyUntil >= 0) {
            indexer.fillFilter();
            compact();
        }
        if (purged.isBefore(clock.instant().minus(PURGE_EVERY))) {
            purge();
            purged = clock.instant();
        }
    }

    private void index(@Nullable Recent recent) {
        if (recent != null) {
            indexer.index(recent);
            synced.indexed(recent);
        }
    }

    /** Forgets answers that are old enough, and the keys that lead to them; and holds that are over. */
    void purge() {
        inSlices(this::forget);
        inSlices(handle -> handle.attach(HoldDao.class)
                .deleteOver(clock.instant().minus(KEEP_HOLDS).atOffset(ZoneOffset.UTC), PURGE_SLICE));
    }

    private void inSlices(ToIntFunction<Handle> forgetting) {
        AtomicInteger forgotten = new AtomicInteger();
        do {
            database.write(handle -> forgotten.set(forgetting.applyAsInt(handle)));
        } while (forgotten.get() == PURGE_SLICE && !closed);
    }

    private int forget(Handle handle) {
        KeyIndexDao index = handle.attach(KeyIndexDao.class);
        long position = database.isShared() ? index.lockPosition() : index.position();
        AnswerDao answers = handle.attach(AnswerDao.class);
        UUID before = DecisionIds.least(clock.instant().minus(keepKeys));
        List<Answered> old = answers.listOlder(before, position, PURGE_SLICE);
        if (!old.isEmpty()) {
            TreeMap<Long, Long> slots = new TreeMap<>();
            old.forEach(answered -> slots.put(answered.key().slot(), answered.seq()));
            index.delete(List.copyOf(slots.keySet()), List.copyOf(slots.values()));
            answers.delete(old.stream().map(Answered::seq).toList());
        }
        return old.size();
    }

    /** Lets the file be used again where it became sparse. */
    private void compact() {
        for (int i = 0; i < COMPACTIONS && !closed && database.compact(); i++) {
            pause(BETWEEN_COMPACTIONS_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            LOG.debug("Woken early", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        synced.endWaiting();
        CommitLane.join(thread);
    }
}
