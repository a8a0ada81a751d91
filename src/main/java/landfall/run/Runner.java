package landfall.run;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import landfall.ledger.CommitLane;
import landfall.ruleset.Background;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Versions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the moves of runs that are due, one run at a time, in the order of its list, on one node at a time. A part is noted once all of
 * it is on disk; after a crash the part that was under way is gone through again, by this node or another one, and each move
 * of it happens once, by its key. Its thread lets calls go first. Safe for many threads.
 */
public final class Runner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final RunStore store;
    private final MoveLists lists;
    private final Map<String, Mover> movers;
    private final Versions versions;
    private final CommitLane lane;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Background.thread("move-runner", this::run);
    private volatile @org.jspecify.annotations.Nullable PartRun underWay;

    /** @param movers by the kind of their runs */
    public Runner(RunStore store, MoveLists lists, Map<String, Mover> movers, Versions versions, CommitLane lane) {
        this.store = store;
        this.lists = lists;
        this.movers = Map.copyOf(movers);
        this.versions = versions;
        this.lane = lane;
    }

    /** Begins to look for runs that are due. */
    public void start() {
        thread.start();
    }

    /** Moves of a run beyond its whole parts, where it is under way here. */
    public long begun(String run) {
        PartRun part = underWay;
        return part != null && part.run().id().equals(run) ? part.gone() : 0;
    }

    private void run() {
        try {
            Duration pause = TICK;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = look() ? TICK : AFTER_A_FAILURE;
            }
        } catch (InterruptedException e) {
            LOG.warn("No moves are made any more: interrupted");
        }
    }

    private boolean look() {
        try {
            while (!isClosed() && step()) {
                LOG.debug("A part is done");
            }
            return true;
        } catch (PartRun.ClosedException e) {
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Moves can't be made now, and will be tried again", e);
            return false;
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Does one part of the run whose turn it is; false where there is none, or another node is at it. */
    boolean step() {
        return !store.listDue().isEmpty()
                && store.exclusively(() -> {
                    Optional<Run> due = store.listDue().stream().findFirst();
                    due.ifPresent(this::step);
                    return due.isPresent();
                });
    }

    private void step(Run run) {
        int part = store.progress(run.id()).parts();
        if (store.isStoppedBefore(run)) {
            store.insertEnd(run, "stopped", store.stopped(run).orElse(""));
            return;
        }
        if (part < run.parts()) {
            Optional<CompiledRuleSet> rules = versions.find(run.ruleSetVersion(), run.rosterVersion());
            if (rules.isEmpty()) {
                store.insertEnd(run, "failed", "Version " + run.ruleSetVersion() + " can't be read any more.");
                return;
            }
            make(run, part, rules.get());
            part++;
        }
        if (part >= run.parts()) {
            store.insertEnd(run, "done", "");
            LOG.info("Run {} is done", run.id());
        } else {
            store.stopped(run).ifPresent(why -> store.insertEnd(run, "stopped", why));
        }
    }

    private void make(Run run, int part, CompiledRuleSet rules) {
        Mover mover = Objects.requireNonNull(movers.get(run.kind()), run.kind());
        PartRun making = new PartRun(run, part, mover.moves(run, rules), lane, this::isClosed);
        underWay = making;
        try {
            making.make(lists.list(run.list(), part));
            store.insertPart(run, part, making.moved(), making.skipped());
        } finally {
            underWay = null;
        }
    }

    /** Leaves the part that is under way to whoever comes next. */
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
