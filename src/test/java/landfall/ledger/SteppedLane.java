package landfall.ledger;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A node's lane with its ledger and its upkeep, none of which has a thread: whoever simulates the node steps them. Public, for
 * what is simulated lies in the rooms above.
 */
public final class SteppedLane {
    private final SimulatedStore store;
    private final SimulatedDatabase database;
    private final Answers answers = new Answers();
    private final CommitLane lane;
    private boolean open;
    private boolean killed;

    /**
     * A node that begins anew.
     *
     * @param shared whether other nodes use the store at the same time
     * @param end called where the process would end
     * @param pause called where the lane would wait, with milliseconds
     */
    public SteppedLane(
            SimulatedStore store,
            boolean shared,
            LedgerSettings settings,
            InstantSource clock,
            Wire wire,
            Consumer<Throwable> end,
            LongConsumer pause) {
        this.store = store;
        database = store.lend(shared, wire);
        lane = new CommitLane(database, settings, clock, LaneListener.NONE, new LaneProcess(end, answers, pause));
    }

    /** To submit to, and to read from. */
    public CommitLane lane() {
        return lane;
    }

    /** Reads what is stored, as a start does. */
    public void open() {
        lane.open();
        open = true;
    }

    /** Whether it has read it. */
    public boolean isOpen() {
        return open;
    }

    /** Writes one batch of what waits. */
    public void write(int most) {
        lane.step(most);
    }

    /** What the upkeep does in one round. */
    public void upkeep() {
        try {
            lane.upkeep().step(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets keys that are old enough. */
    public void purge() {
        lane.upkeep().purge();
    }

    /** Batches whose callers weren't told yet. */
    public int untold() {
        return answers.waiting.size();
    }

    /** Tells the callers of one batch. */
    public void tell() {
        answers.waiting.remove().run();
    }

    /** The process is gone, with all that was only in its memory. */
    public void kill() {
        if (!killed) {
            killed = true;
            answers.waiting.clear();
            database.cutAll();
            store.giveBack(database);
        }
    }

    /** Connections that it has open. */
    public int connections() {
        return database.openConnections();
    }

    private static final class Answers extends AbstractExecutorService {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        @Override
        public void shutdown() {
            waiting.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
