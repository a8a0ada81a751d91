package landfall.assignment;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import landfall.assignment.SimulatedNode.Thread;
import landfall.http.ApiException;
import landfall.ledger.LaneOverloadedException;
import landfall.ledger.LedgerSettings;
import landfall.ledger.LedgerUnavailableException;
import landfall.ledger.SimulatedStore;
import landfall.ledger.SteppedLane;
import landfall.ledger.Wire;
import landfall.ruleset.ActiveRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * One run of a small world: callers, nodes on one database, their clocks, and all that can happen to them, on one thread and
 * drawn from one seed. The same seed is the same run.
 */
final class Simulation {
    /** Nobody's clock is further from the true time, either way. */
    static final long CLOCKS_DIFFER_MILLIS = 600_000;

    /** States of a connection that is gone, of a transaction that failed, of what was refused, of a lock that another has. */
    private static final Set<String> FAULTS = Set.of("08006", "08003", "25P02", "XX000", "HYT00");

    private static final long HOUR = 3_600_000;

    private final long seed;
    private final Random random;
    private final SimulatedStore store;
    private final ActiveRuleSet active;
    private final Flaw flaw;
    private final List<String> trace = new ArrayList<>();
    private final boolean shared;
    private final int faultEvery;
    private final int steps;
    private final LedgerSettings settings;
    private final long[] offsets;
    private final @Nullable SimulatedNode[] nodes;
    private final Callers callers;
    private final LedgerOracle oracle;
    private final SteppedLane auditor;
    private final List<Long> committedAt = new ArrayList<>();
    private long now;
    private long synced;
    private boolean calm;
    private int depth;
    private int started;
    private @Nullable String broken;

    Simulation(SimulatedStore store, ActiveRuleSet active, long seed, Flaw flaw) {
        this.seed = seed;
        this.random = new Random(seed);
        this.store = store;
        this.active = active;
        this.flaw = flaw;
        int count = 1 + random.nextInt(3);
        this.shared = count > 1 || random.nextInt(3) == 0;
        this.faultEvery = random.nextInt(4) == 0 ? 0 : 200 + random.nextInt(3_000);
        this.steps = 40 + random.nextInt(140);
        LedgerSettings defaults = LedgerSettings.DEFAULTS;
        this.settings = new LedgerSettings(
                random.nextInt(6) == 0 ? 3 : 1_000, 512, 0, 0, 1 + random.nextInt(30), defaults.keepKeysDays());
        this.offsets = new long[count];
        for (int i = 0; i < count; i++) {
            setClock(i);
        }
        this.nodes = new @Nullable SimulatedNode[count];
        store.empty();
        this.auditor = new SteppedLane(
                store, true, settings, SimulatedNode.clock(Landed.START, () -> now), Wire.CALM, e -> {}, millis -> {});
        auditor.open();
        this.oracle = new LedgerOracle(this, auditor.lane().ledger());
        this.callers = new Callers(this, oracle, random);
    }

    /** Throws {@link BrokenPromise} where something promised is not so. */
    void run() {
        trace("nodes " + nodes.length + (shared ? " shared" : " alone") + ", a fault in " + faultEvery
                + ", index every " + settings.indexEvery());
        try {
            for (int i = 0; i < steps && broken == null; i++) {
                step();
            }
            if (broken == null) {
                new Settlement(this, callers, oracle, random).run();
            }
        } catch (RuntimeException e) {
            broken("unforeseen: " + e, e);
        }
        close();
        if (broken != null) {
            throw new BrokenPromise(seed, broken, trace);
        }
    }

    List<String> trace() {
        return trace;
    }

    void trace(String what) {
        trace.add(now + " " + "  ".repeat(depth) + what);
    }

    /** Something promised is not so; the run ends with the step. */
    void broken(String what) {
        broken(what, null);
    }

    void broken(String what, @Nullable Throwable why) {
        if (broken == null) {
            java.io.StringWriter text = new java.io.StringWriter();
            if (why != null) {
                why.printStackTrace(new java.io.PrintWriter(text));
            }
            broken = what + "\n" + text;
            trace("BROKEN " + what);
        }
    }

    boolean isBroken() {
        return broken != null;
    }

    boolean isCalm() {
        return calm;
    }

    void calm() {
        calm = true;
    }

    /** 0: there are none. */
    int faultEvery() {
        return faultEvery;
    }

    long now() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    /** All that is committed now was committed no later. */
    void committed() {
        long last = store.committed();
        while (committedAt.size() < last) {
            committedAt.add(now);
        }
    }

    /** A node that has the database for itself may show all that is committed now. */
    void synced() {
        synced = store.committed();
    }

    /** Number of the newest decision that may be shown. */
    long showable() {
        return shared ? store.committed() : synced;
    }

    /** When it was. */
    long committedAt(long seq) {
        return committedAt.get((int) seq - 1);
    }

    SimulatedStore store() {
        return store;
    }

    /** A node that is up, or null. */
    @Nullable
    SimulatedNode anyNode() {
        List<SimulatedNode> up = up();
        return up.isEmpty() ? null : up.get(random.nextInt(up.size()));
    }

    List<SimulatedNode> up() {
        List<SimulatedNode> up = new ArrayList<>();
        for (SimulatedNode node : nodes) {
            if (node != null && !node.ended) {
                up.add(node);
            }
        }
        return up;
    }

    /** While a node waits for the database, others go on, and so do its own other threads. */
    void interleave(SimulatedNode waiting) {
        if (depth < 2) {
            depth++;
            onNode(random.nextInt(4) == 0 && waiting.stepped.isOpen() ? waiting : anyNode());
            depth--;
        }
    }

    private void step() {
        int drawn = random.nextInt(100);
        if (drawn < 5) {
            start();
        } else if (drawn < 6) {
            SimulatedNode node = anyNode();
            if (node != null) {
                trace(node.name + " is killed");
                node.ended = true;
                bury(node);
            }
        } else if (drawn < 16) {
            time();
        } else if (drawn < 18) {
            oracle.look();
        } else {
            onNode(anyNode());
        }
    }

    /** The run is over. */
    private void close() {
        up().forEach(node -> {
            node.ended = true;
            node.stepped.kill();
        });
        auditor.kill();
    }

    private void setClock(int place) {
        offsets[place] = random.nextInt((int) (2 * CLOCKS_DIFFER_MILLIS)) - CLOCKS_DIFFER_MILLIS;
    }

    private void time() {
        int drawn = random.nextInt(20);
        if (drawn < 8) {
            now += random.nextInt(2_000);
        } else if (drawn < 12) {
            now += random.nextInt(1_800_000);
        } else if (drawn < 15) {
            setClock(random.nextInt(offsets.length));
        } else {
            // Nothing waits for hours in a lane.
            if (!emptyLanes()) {
                return;
            }
            now += random.nextInt(3) == 0 ? (150 + random.nextInt(50)) * HOUR : random.nextInt(30) * HOUR;
            trace("it is " + now / HOUR + " hours later than at the beginning");
        }
    }

    /** Lets all nodes write and answer; whether nothing waits any more. */
    boolean emptyLanes() {
        for (int i = 0; i < 20 && up().stream().anyMatch(SimulatedNode::isAtWork); i++) {
            for (SimulatedNode node : up()) {
                write(node, 1_000);
                tell(node);
            }
        }
        return up().stream().noneMatch(SimulatedNode::isAtWork);
    }

    private void start() {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == null) {
                start(i);
                return;
            }
        }
    }

    SimulatedNode start(int place) {
        Chaos chaos = new Chaos(this, random);
        String name = "node " + place + "." + ++started;
        if (flaw == Flaw.TURN_SKIPPED && started > nodes.length) {
            store.tamper("UPDATE rotation SET turn = turn + 1 WHERE pool = 'germany'");
        }
        SimulatedNode node = new SimulatedNode(
                name,
                store,
                shared,
                settings,
                active,
                SimulatedNode.clock(Landed.START, () -> now + offsets[place]),
                chaos,
                flaw);
        chaos.of(node);
        on(node, "starts", its -> its.stepped.open());
        if (node.stepped.isOpen()) {
            nodes[place] = node;
        } else {
            node.ended = true;
            bury(node);
        }
        return node;
    }

    /** Every place has a node. */
    void startAll() {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == null) {
                start(i);
            }
        }
    }

    private void onNode(@Nullable SimulatedNode node) {
        int drawn = random.nextInt(100);
        if (node == null || node.ended) {
            return;
        }
        if (drawn < 30) {
            callers.call(node);
        } else if (drawn < 60) {
            write(node, 1 + random.nextInt(random.nextBoolean() ? 3 : 12));
        } else if (drawn < 76) {
            tell(node);
        } else if (drawn < 82) {
            index(node);
        } else if (drawn < 84) {
            purge(node);
        } else if (drawn < 92) {
            tick(node);
        } else {
            callers.read(node);
        }
    }

    void purge(SimulatedNode node) {
        alone(node, Thread.UPKEEP, "purges", its -> its.stepped.purge());
        if (flaw == Flaw.KEYS_DROPPED) {
            store.tamper("DELETE FROM answer WHERE seq <= (SELECT indexed FROM key_index_position)");
        }
    }

    void write(SimulatedNode node, int most) {
        int waiting = node.lane.waiting();
        if (waiting > 0) {
            alone(node, Thread.LANE, "writes " + Math.min(most, waiting), its -> its.stepped.write(most));
        }
    }

    void tell(SimulatedNode node) {
        if (node.stepped.untold() > 0) {
            alone(node, Thread.ANSWERS, "answers", its -> its.stepped.tell());
        }
    }

    void tick(SimulatedNode node) {
        alone(node, Thread.TIMERS, "looks at offers", SimulatedNode::tick);
    }

    void index(SimulatedNode node) {
        alone(node, Thread.UPKEEP, "indexes", its -> its.stepped.upkeep());
    }

    /** What only one thread of the node does, unless it is at it. */
    private void alone(SimulatedNode node, Thread thread, String what, Consumer<SimulatedNode> step) {
        if (node.busy.add(thread)) {
            on(node, what, step);
            node.busy.remove(thread);
        }
    }

    /** Whether it came to its end; what a fault does to it is no breach. */
    boolean on(SimulatedNode node, String what, Consumer<SimulatedNode> step) {
        if (node.ended) {
            return false;
        }
        trace(node.name + " " + what);
        boolean done = false;
        try {
            step.accept(node);
            done = !node.ended;
        } catch (Chaos.NodeEnded e) {
            node.ended = true;
        } catch (RuntimeException e) {
            if (isFault(e)) {
                trace("  failed: " + e.getClass().getSimpleName());
            } else {
                broken(node.name + " " + what + ": " + e, e);
            }
        }
        if (node.ended) {
            bury(node);
        }
        return done;
    }

    /** What was only in its memory is gone. */
    private void bury(SimulatedNode node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                nodes[i] = null;
            }
        }
        node.stepped.kill();
        callers.lost(node);
        if (flaw == Flaw.ANSWER_LOST && store.committed() > 0) {
            store.tamper("DELETE FROM answer WHERE seq = (SELECT MAX(seq) FROM decision)");
            store.tamper("DELETE FROM decision WHERE seq = (SELECT MAX(seq) FROM decision)");
        }
    }

    /** What callers are told when the database fails, and what the simulation made fail. */
    boolean isFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Chaos.NodeEnded
                    || cause instanceof LedgerUnavailableException
                    || cause instanceof LaneOverloadedException
                    || (cause instanceof SQLException sql && FAULTS.contains(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** What somebody who came too late is told. */
    static boolean isRefusal(Throwable thrown) {
        return Refusals.cause(thrown) instanceof ApiException refused
                && refused.code().status() != 404;
    }
}
