package landfall.assignment;

import java.util.List;
import java.util.Random;

/** The end of a run: nothing fails any more, all is answered, all offers' time runs out, and everything is asked again. */
final class Settlement {
    private static final int MOST_ROUNDS = 200;
    private static final long LONGER_THAN_ANY_OFFER_MILLIS = 3 * 3_600_000L;

    private static final int MOST_DAYS_MILLIS = 8 * 24 * 3_600_000;

    private final Simulation simulation;
    private final Callers callers;
    private final LedgerOracle oracle;
    private final Random random;

    Settlement(Simulation simulation, Callers callers, LedgerOracle oracle, Random random) {
        this.simulation = simulation;
        this.callers = callers;
        this.oracle = oracle;
        this.random = random;
    }

    void run() {
        simulation.calm();
        simulation.trace("nothing fails any more");
        simulation.startAll();
        List<SimulatedNode> nodes = simulation.up();
        answerAll(nodes);
        timeOut(nodes);
        oracle.settle(nodes);
        // some keys are remembered only just, others no more
        simulation.pass(random.nextInt(MOST_DAYS_MILLIS));
        nodes.forEach(simulation::index);
        nodes.forEach(simulation::purge);
        askAgain(nodes);
        nodes.forEach(simulation::index);
        oracle.settle(nodes);
        nodes.forEach(node -> {
            if (node.stepped.connections() > 1) {
                simulation.broken(node.name + " has connections open besides its lane's");
            }
        });
    }

    private void answerAll(List<SimulatedNode> nodes) {
        for (int i = 0; i < MOST_ROUNDS && !simulation.isBroken(); i++) {
            simulation.emptyLanes();
            List<SimulatedCall> open = callers.unanswered();
            if (open.isEmpty()) {
                return;
            }
            SimulatedNode node = nodes.get(i % nodes.size());
            open.stream().filter(call -> call.at == null).limit(2).forEach(call -> callers.send(call, node));
        }
        simulation.broken("calls that nobody answers: "
                + callers.unanswered().stream().map(call -> call.name).toList());
    }

    /** Each step offers it to the next one, as long as there is one. */
    private void timeOut(List<SimulatedNode> nodes) {
        for (int i = 0; i < 6; i++) {
            simulation.pass(LONGER_THAN_ANY_OFFER_MILLIS);
            for (int j = 0; j < 2; j++) {
                nodes.forEach(simulation::tick);
                simulation.emptyLanes();
            }
        }
    }

    private void askAgain(List<SimulatedNode> nodes) {
        int i = 0;
        for (SimulatedCall call : callers.repeats()) {
            if (oracle.isRemembered(call) && !simulation.isBroken()) {
                callers.send(call, nodes.get(i++ % nodes.size()));
                simulation.emptyLanes();
            }
        }
        answerAll(nodes);
    }
}
