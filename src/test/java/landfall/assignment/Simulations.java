package landfall.assignment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.SimulatedStore;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Approvals;
import landfall.ruleset.Nodes;
import landfall.ruleset.Preparation;
import landfall.ruleset.Publisher;
import landfall.ruleset.VersionStore;
import landfall.ruleset.Versions;
import org.slf4j.LoggerFactory;

/**
 * Runs one seed after the other on one database that is emptied in between.
 *
 * <p>Arguments: seeds (10,000), the first of them (1). With one seed its whole trace is printed.
 */
final class Simulations implements AutoCloseable {
    private static final Path RULES = Path.of("src/test/resources/landfall/assignment/simulation");

    private final SimulatedStore store;
    private final ActiveRuleSet active = new ActiveRuleSet();
    private final Logger log = (Logger) LoggerFactory.getLogger("landfall");
    private final Level before = log.getEffectiveLevel();

    Simulations(String name) throws Exception {
        store = new SimulatedStore(name);
        try (LedgerDatabase database = store.calm()) {
            Clock clock = Clock.fixed(Landed.START, ZoneOffset.UTC);
            Preparation preparation = new Preparation(Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), clock);
            VersionStore versions = new VersionStore(database.jdbi(), database::durably);
            Nodes nodes = new Nodes(database.jdbi(), false, active, "simulation");
            new Publisher(
                            preparation,
                            versions,
                            new Versions(versions, preparation, active),
                            active,
                            nodes,
                            new Publisher.Terms(
                                    new Approvals(
                                            database.jdbi(),
                                            database::durably,
                                            versions,
                                            Approvals.Policy.NONE,
                                            (what, version, digest) -> false,
                                            clock),
                                    false),
                            clock,
                            (what, outcome) -> {})
                    .publishFolder(RULES);
        }
        // What goes wrong here goes wrong on purpose.
        log.setLevel(Level.OFF);
    }

    public static void main(String... args) throws Exception {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
        long begin = System.nanoTime();
        int broken = 0;
        try (Simulations simulations = new Simulations("simulation")) {
            for (long seed = first; seed < first + seeds; seed++) {
                try {
                    List<String> trace = simulations.run(seed, Flaw.NONE);
                    if (seeds == 1) {
                        trace.forEach(System.out::println);
                    }
                } catch (BrokenPromise e) {
                    broken++;
                    if (seeds == 1) {
                        e.trace().forEach(System.out::println);
                    }
                    System.out.println(e.getMessage());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d seeds from %d in %.0f s: %d broke a promise%n",
                seeds,
                first,
                (System.nanoTime() - begin) / 1e9,
                broken);
        System.exit(broken == 0 ? 0 : 1);
    }

    /** What happened. */
    List<String> run(long seed, Flaw flaw) {
        Simulation simulation = new Simulation(store, active, seed, flaw);
        simulation.run();
        return simulation.trace();
    }

    @Override
    public void close() throws SQLException {
        log.setLevel(before);
        store.close();
    }
}
