package landfall.assignment;

import java.sql.SQLException;
import java.util.Random;
import landfall.ledger.Wire;
import org.jspecify.annotations.Nullable;

/** All that can happen to a node between two of its statements, drawn from the seed. */
final class Chaos implements Wire {

    /** The node ended in the middle of what it did. */
    static final class NodeEnded extends Error {
        private static final long serialVersionUID = 1L;

        NodeEnded() {
            super("the simulated node ended", null, false, false);
        }
    }

    private final Simulation simulation;
    private final Random random;
    private @Nullable SimulatedNode node;

    Chaos(Simulation simulation, Random random) {
        this.simulation = simulation;
        this.random = random;
    }

    void of(SimulatedNode its) {
        node = its;
    }

    @Override
    public void before(String sql) throws SQLException {
        happen(sql, "before ");
    }

    @Override
    public void after(String sql) throws SQLException {
        if (sql.equals(COMMIT)) {
            simulation.committed();
        } else if (sql.equals("CHECKPOINT SYNC")) {
            simulation.synced();
        }
        happen(sql, "after ");
    }

    /** The process ends itself. */
    void end(Throwable why) {
        simulation.trace("  " + name() + " ends itself");
        endNow();
    }

    /** The lane waits. */
    void pause(long millis) {
        simulation.pass(millis);
        interleave();
    }

    private void happen(String sql, String when) throws SQLException {
        SimulatedNode its = node;
        if (its == null || simulation.isCalm()) {
            return;
        }
        if (its.ended) {
            throw new NodeEnded();
        }
        int weight = sql.equals(COMMIT) ? 12 : 1;
        if (random.nextInt(60) < weight) {
            interleave();
        }
        int most = simulation.faultEvery();
        if (most == 0) {
            return;
        }
        int drawn = random.nextInt(most);
        if (drawn < weight) {
            simulation.trace("  " + name() + " ends " + when + brief(sql));
            endNow();
        } else if (drawn < 3 * weight) {
            simulation.trace("  " + name() + " is cut off " + when + brief(sql));
            throw new SQLException("simulated: the connection is cut", "08006");
        } else if (drawn >= most - 2 && !sql.equals("CONNECT")) {
            simulation.trace("  " + name() + " is refused " + when + brief(sql));
            throw new SQLException("simulated: the statement is refused", "XX000");
        }
    }

    private void interleave() {
        SimulatedNode its = node;
        if (its != null) {
            simulation.interleave(its);
            if (its.ended) {
                throw new NodeEnded();
            }
        }
    }

    private void endNow() {
        SimulatedNode its = node;
        if (its != null) {
            its.ended = true;
        }
        throw new NodeEnded();
    }

    private String name() {
        return node == null ? "a node" : node.name;
    }

    private static String brief(String sql) {
        String text = sql.strip().replaceAll("\\s+", " ");
        return text.length() > 40 ? text.substring(0, 40) : text;
    }
}
