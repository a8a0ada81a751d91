package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Two lanes in this process on one PostgreSQL, one of them by a {@link LossyWire}, that stops as in a crash and comes back, and whose connections are cut, while callers ask,
 * each until it is answered; then looks whether all that was answered, and nothing else, is there.
 *
 * <p>Arguments: rounds (20), each with a stop and {@value #CUTS} cuts; seed (by the clock).
 */
final class OutageBench implements AutoCloseable {
    private static final int CUTS = 20;
    /** What a thousand answers take at most, the database's recovery included. */
    private static final Duration MOST = Duration.ofMinutes(3);

    private static final WeightedTurns TURNS = new WeightedTurns(RandomAsks.POOLS, "x".repeat(700));

    private final CrashingPostgres server;
    private final LossyWire wire;
    private final List<Opened> nodes = new ArrayList<>();
    private final Random random;
    private final Load load;
    private final UnansweredCommits unansweredCommits = new UnansweredCommits();

    /** Callers begin at once. */
    OutageBench(Path data, long seed) throws IOException {
        this.server = new CrashingPostgres(data);
        this.wire = new LossyWire(server.port());
        nodes.add(node(server.url()));
        String byWire = server.url().replace(":" + server.port() + "/", ":" + wire.port() + "/");
        nodes.add(node(byWire + "&prepareThreshold=0"));
        unansweredCommits.begin();
        this.random = new Random(seed);
        this.load = new Load(this::assign, seed);
    }

    private static Opened node(String url) {
        return Opened.on(url, Opened.indexEvery(500), InstantSource.system());
    }

    /** Counts commits of which a lane didn't hear whether they took place, by what it logs. */
    private static final class UnansweredCommits extends AppenderBase<ILoggingEvent> {
        private static final Logger LANE = (Logger) LoggerFactory.getLogger(LaneWriter.class);

        private final AtomicInteger count = new AtomicInteger();

        void begin() {
            start();
            LANE.addAppender(this);
        }

        void end() {
            LANE.detachAppender(this);
            stop();
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getMessage().startsWith("A commit was not answered")) {
                count.incrementAndGet();
            }
        }
    }

    /** By one node or the other; now and then the other one is asked whether it knows. */
    private String assign(History.Ask ask) throws IOException {
        long dice = System.nanoTime() >> 4;
        Opened node = nodes.get((int) (dice % nodes.size()));
        try {
            Recorded recorded = node.lane.submit(TURNS.proposal(ask)).get(60, TimeUnit.SECONDS);
            if (!(recorded instanceof Recorded.Answer answer)) {
                throw new IllegalStateException(ask + " led to " + recorded);
            }
            if (dice / nodes.size() % 8 == 0) {
                isKnown(nodes.get((int) ((dice + 1) % nodes.size())), answer.decisionId());
            }
            return new String(answer.answer(), UTF_8);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LedgerUnavailableException) {
                throw new IOException(e);
            }
            throw new IllegalStateException(ask + " failed", e);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException("no answer to " + ask + "\n" + stacks(), e);
        }
    }

    /** Where all threads but callers are: what a lane that gives no answer waits for. */
    private static String stacks() {
        StringBuilder stacks = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (!thread.getName().startsWith("caller-")) {
                stacks.append(thread.getName()).append(' ').append(thread.getState());
                for (StackTraceElement frame : frames) {
                    stacks.append("\n    ").append(frame);
                }
                stacks.append('\n');
            }
        });
        return stacks.toString();
    }

    private static void isKnown(Opened other, String decisionId) {
        try {
            if (other.ledger.find(decisionId).isEmpty()) {
                throw new IllegalStateException(
                        decisionId + " was answered by one node, and the other doesn't know it");
            }
        } catch (LedgerUnavailableException e) {
            // It can't say, as long as the database is gone.
        }
    }

    /** The database stops under load, and is away for up to half a second more than its recovery takes. */
    void stop() throws IOException, InterruptedException {
        load.awaitAnswers(200 + random.nextInt(800), MOST);
        Thread.sleep(random.nextInt(20));
        server.stopAtOnce();
        Thread.sleep(random.nextInt(500));
        server.startAgain();
        load.awaitAnswers(200, MOST);
    }

    /** One connection is cut under load: any, one in a transaction, or one before a commit or between it and its answer. */
    void cut() throws SQLException, InterruptedException {
        load.awaitAnswers(20 + random.nextInt(80), MOST);
        switch (random.nextInt(4)) {
            case 0 -> server.cutAny();
            case 1 -> server.cutBusy();
            case 2 -> wire.lose(LossyWire.Loss.COMMIT);
            default -> wire.lose(LossyWire.Loss.ANSWER);
        }
    }

    /** Everything that is not as it was promised, once every caller has its answer; empty when all is well. */
    List<String> broken() throws InterruptedException {
        load.end();
        List<String> broken = new ArrayList<>();
        nodes.forEach(node -> node.fatal.forEach(failure -> broken.add("a node ended: " + failure)));
        // connections of readers that were cut last are looked at again after a second
        Thread.sleep(1_500);
        for (Opened node : nodes) {
            broken.addAll(LedgerCheck.broken(node, load.history()));
        }
        return broken;
    }

    long answers() {
        return load.history().countAnswered();
    }

    int unanswered() {
        return load.unanswered();
    }

    /** Commits of which a lane didn't hear whether they took place, and asked. */
    int unansweredCommits() {
        return unansweredCommits.count.get();
    }

    LossyWire wire() {
        return wire;
    }

    @Override
    public void close() throws IOException {
        unansweredCommits.end();
        nodes.forEach(Opened::close);
        wire.close();
        server.close();
    }

    public static void main(String... args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
        Path folder = Files.createTempDirectory("outage-bench");
        System.out.printf("%d rounds of one stop and %d cuts, seed %d, at %s%n", rounds, CUTS, seed, folder);
        List<String> broken;
        try (OutageBench bench = new OutageBench(folder.resolve("data"), seed)) {
            for (int round = 1; round <= rounds; round++) {
                bench.stop();
                for (int cut = 0; cut < CUTS; cut++) {
                    bench.cut();
                }
                System.out.printf(
                        "round %d: %,d answers, %,d asked again, %,d commits not answered, %,d of them done for certain%n",
                        round,
                        bench.answers(),
                        bench.unanswered(),
                        bench.unansweredCommits(),
                        bench.wire.lostAnswers());
            }
            broken = bench.broken();
            broken.forEach(System.out::println);
            System.out.printf("%d rounds, %,d answers, %d promises broken%n", rounds, bench.answers(), broken.size());
        }
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
