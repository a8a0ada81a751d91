package landfall.ledger;

import com.google.common.base.Throwables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes proposals one after the other, and answers each once its decision is on disk. Proposals that come within a
 * couple of milliseconds share one transaction and one sync. Safe for any number of threads.
 */
public final class CommitLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLane.class);
    private static final long IDLE_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 1_000;
    /** Where a batch waits for its turn among the nodes it has company by then, and waits so many times less for some. */
    private static final int HASTE = 8;

    private final LedgerSettings settings;
    private final LaneListener listener;
    private final Synced synced;
    private final BlockingQueue<Submission> queue;
    private final LaneWriter writer;
    private final Ledger ledger;
    private final Upkeep upkeep;
    private final Thread thread = new Thread(this::run, "commit-lane");
    private volatile boolean closed;

    /** A lane whose process ends when a sync fails: what was promised to nobody must not be shown to anybody. */
    public CommitLane(LedgerDatabase database, LedgerSettings settings, InstantSource clock) {
        this(database, settings, clock, LaneListener.NONE);
    }

    /** The same, with somebody who is told what it does. */
    public CommitLane(LedgerDatabase database, LedgerSettings settings, InstantSource clock, LaneListener listener) {
        this(database, settings, clock, listener, LaneProcess.endedBy(failure -> {
            LOG.error("A commit could not be synced: ending the process", failure);
            // The log may be written by a thread that has no time left.
            System.err.println("A commit could not be synced: ending the process: " + failure.getMessage() + ": "
                    + Throwables.getRootCause(failure));
            Runtime.getRuntime().halt(70);
        }));
    }

    /** For tests: another process. */
    CommitLane(
            LedgerDatabase database,
            LedgerSettings settings,
            InstantSource clock,
            LaneListener listener,
            LaneProcess process) {
        this.settings = settings;
        this.listener = listener;
        this.queue = new ArrayBlockingQueue<>(settings.queueLimit());
        this.synced = new Synced(settings.indexEvery());
        Follower follower = new Follower(database, synced);
        this.writer = new LaneWriter(database, synced, follower, clock, listener, process);
        database.endBy(writer::end);
        this.ledger = new Ledger(database, synced, follower);
        this.upkeep = new Upkeep(database, synced, settings.keepKeys(), clock);
    }

    /** Reads what the file holds, then takes proposals. */
    public void start() {
        open();
        upkeep.start();
        thread.start();
    }

    /** What this lane wrote, and those before it. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Asks for a decision.
     *
     * @return completed by a thread of the lane's own once the decision is on disk; or with what the procedure threw; with
     *     {@link LaneOverloadedException} where too many wait; with {@link LedgerUnavailableException} where the database
     *     is gone or the lane is closing
     */
    public CompletableFuture<Recorded> submit(Proposal proposal) {
        Submission submission = new Submission(proposal);
        if (closed) {
            turnAway(submission, new LedgerUnavailableException("the ledger is closing"));
        } else if (!queue.offer(submission)) {
            turnAway(submission, new LaneOverloadedException(settings.queueLimit()));
        } else if (closed && queue.remove(submission)) {
            turnAway(submission, new LedgerUnavailableException("the ledger is closing"));
        }
        return submission.answer();
    }

    private void turnAway(Submission submission, RuntimeException why) {
        listener.turnedAway();
        submission.answer().completeExceptionally(why);
    }

    /** How it stands now. */
    public LaneFigures figures() {
        List<RotationState> rotations = synced.rotations();
        return new LaneFigures(
                queue.size(),
                synced.layers().stream().mapToInt(Recent::size).sum(),
                rotations.size(),
                rotations.stream()
                        .mapToDouble(RotationState::largestCredit)
                        .max()
                        .orElse(0),
                synced.offers().size(),
                synced.last());
    }

    /** Decisions that are recorded, as far as this node knows; asks no database. */
    public long recorded() {
        return synced.last();
    }

    /** Proposals that wait. */
    public int waiting() {
        return queue.size();
    }

    private void run() {
        while (true) {
            try {
                List<Submission> batch = collect();
                if (batch.isEmpty() && closed) {
                    return;
                }
                write(batch, settings.batchLimit());
                synced.awaitIndexing(LONGEST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                // Only close() ends the lane, and it doesn't interrupt.
                LOG.warn("The commit lane was interrupted, and goes on");
            }
        }
    }

    private void write(List<Submission> batch, int most) {
        try {
            if (!batch.isEmpty()) {
                writer.write(batch, late -> queue.drainTo(late, Math.max(0, most - late.size())));
            }
        } catch (Throwable e) {
            LOG.error("A batch failed in an unforeseen way", e);
            for (Submission submission : batch) {
                submission.answer().completeExceptionally(e);
            }
        }
    }

    /** For a lane that has no threads of its own because nobody started it: one batch of what waits. */
    void step(int most) {
        List<Submission> batch = new ArrayList<>();
        queue.drainTo(batch, most);
        write(batch, most);
    }

    /** Reads what the file holds. */
    void open() {
        writer.open();
    }

    /** What its thread does behind the lane. */
    Upkeep upkeep() {
        return upkeep;
    }

    private List<Submission> collect() throws InterruptedException {
        Submission first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Submission> batch = new ArrayList<>();
        batch.add(first);
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(settings.collectMicros());
        long quiet = TimeUnit.MICROSECONDS.toNanos(settings.quietMicros()) / (writer.othersDecide() ? HASTE : 1);
        while (batch.size() < settings.batchLimit()) {
            queue.drainTo(batch, settings.batchLimit() - batch.size());
            long left = Math.min(deadline - System.nanoTime(), quiet);
            Submission next =
                    left <= 0 || batch.size() >= settings.batchLimit() ? null : queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** Answers all that was submitted before, then ends. */
    @Override
    public void close() {
        closed = true;
        join(thread);
        upkeep.close();
        writer.close();
    }

    static void join(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
