package landfall.ruleset;

import java.util.function.Supplier;

/**
 * Changes of what is active, of rules and roster alike: one at a time on this node, and one at a time written on all nodes, so
 * that each builds on the newest and none is lost. Decisions wait for none of them. Safe for many threads.
 */
public final class Changes {

    private final OneAtATime turns = new OneAtATime();
    private final Nodes nodes;
    private final Runnable newest;

    /** @param newest takes up what another node activated last */
    public Changes(Nodes nodes, Runnable newest) {
        this.nodes = nodes;
        this.newest = newest;
    }

    /**
     * Runs it when those before on this node are done.
     *
     * @throws OneAtATime.TooManyException at once, without running it, where too many wait
     */
    <T> T inTurn(Supplier<T> change) {
        return turns.run(change);
    }

    /**
     * Runs what reads and writes while no other node does. What it wrote is on disk for good only when this has returned: only
     * then may this node decide by it.
     */
    <T> T written(Supplier<T> change) {
        return nodes.exclusively(change);
    }

    /** Makes this node decide by the newest. */
    void takeUpNewest() {
        newest.run();
    }
}
