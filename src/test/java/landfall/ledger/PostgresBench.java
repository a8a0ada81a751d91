package landfall.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One rotation that 32 callers want at once, on a real PostgreSQL with fsync: by one lane, by two lanes of two nodes, and by a
 * transaction for each call that locks the rotation's row. Rounds take turns, after one that doesn't count; medians count.
 *
 * <p>Arguments: seconds for each (8), rounds (3), callers (32).
 */
final class PostgresBench {
    private static final Turns TURNS = Turns.of("emea", "a", "b", "c").padded(600);
    private static final AtomicLong NEXT = new AtomicLong();

    private PostgresBench() {}

    /** Assigns one new account, and returns when it is durable. */
    private interface Caller {
        void call(long number) throws Exception;
    }

    /** Latencies in milliseconds. */
    private record Result(double perSecond, double p50, double p99) {
        @Override
        public String toString() {
            return "%,.0f/s, p99 %.1f ms".formatted(perSecond, p99);
        }
    }

    public static void main(String... args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int callers = args.length > 2 ? Integer.parseInt(args[2]) : 32;
        List<Result> one = new ArrayList<>();
        List<Result> two = new ArrayList<>();
        List<Result> each = new ArrayList<>();
        lanes(1, seconds, callers); // until the machine's code is compiled
        lanes(2, seconds, callers);
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == 0) {
                two.add(lanes(2, seconds, callers));
            }
            one.add(lanes(1, seconds, callers));
            if (round % 2 != 0) {
                two.add(lanes(2, seconds, callers));
            }
            each.add(transactions(seconds, callers));
            System.out.printf(
                    "round %d: one lane %s; two %s; a transaction each %s%n", round, last(one), last(two), last(each));
        }
        System.out.printf(
                "medians: one lane %,.0f/s, p50 %.1f ms, p99 %.1f ms: %.1f times a transaction each (%,.0f/s);"
                        + " two nodes %,.0f/s, p99 %.1f ms: %.2f times one%n",
                median(one, Result::perSecond),
                median(one, Result::p50),
                median(one, Result::p99),
                ratio(one, each),
                median(each, Result::perSecond),
                median(two, Result::perSecond),
                median(two, Result::p99),
                ratio(two, one));
        System.exit(0);
    }

    private static Result last(List<Result> results) {
        return results.get(results.size() - 1);
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
        return median(results.stream().mapToDouble(figure));
    }

    /** Of throughputs of the same round: what else the machine did meanwhile slowed down both. */
    private static double ratio(List<Result> some, List<Result> others) {
        return median(
                IntStream.range(0, some.size()).mapToDouble(i -> some.get(i).perSecond / others.get(i).perSecond));
    }

    private static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Result lanes(int nodes, int seconds, int callers) throws Exception {
        String url = PostgresServer.freshDatabase();
        List<Opened> opened = IntStream.range(0, nodes)
                .mapToObj(i -> Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system()))
                .toList();
        Result result = measure(
                seconds,
                callers,
                caller -> number -> opened.get(caller % nodes)
                        .lane
                        .submit(TURNS.keyed("a" + number, "k" + number))
                        .join());
        opened.forEach(Opened::close);
        return result;
    }

    private static Result transactions(int seconds, int callers) throws Exception {
        String url = PostgresServer.freshDatabase();
        Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system()).close();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement first = connection.prepareStatement(
                        "INSERT INTO rotation (pool, epoch, turn, credits) VALUES ('emea', 1, 0, '{}')")) {
            first.executeUpdate();
        }
        return measure(seconds, callers, caller -> new OneTransaction(url)::assign);
    }

    private interface Callers {
        Caller caller(int number) throws Exception;
    }

    private static Result measure(int seconds, int callers, Callers making) throws Exception {
        long warm = System.nanoTime() + 2_000_000_000L;
        long end = warm + seconds * 1_000_000_000L;
        List<List<Long>> taken = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Caller caller = making.caller(i);
            List<Long> mine = new ArrayList<>();
            taken.add(mine);
            threads.add(new Thread(() -> {
                try {
                    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                        caller.call(NEXT.incrementAndGet());
                        if (now > warm) {
                            mine.add(System.nanoTime() - now);
                        }
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long[] nanos = taken.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return new Result(
                nanos.length / (double) seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    /** What an assignment is without a lane: the same rows, in a transaction of its own. */
    private static final class OneTransaction {
        private final Connection connection;
        private final PreparedStatement lock;
        private final PreparedStatement decision;
        private final PreparedStatement answer;
        private final PreparedStatement turn;
        private final byte[] bytes = "x".repeat(700).getBytes(StandardCharsets.UTF_8);
        private final byte[] print = Arrays.copyOf(bytes, 32);

        OneTransaction(String url) throws SQLException {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            lock = connection.prepareStatement("SELECT turn FROM rotation WHERE pool = 'emea' FOR UPDATE");
            decision = connection.prepareStatement(
                    """
                    INSERT INTO decision (seq, id, kind, source, external_id, status, owner, territory, rule, fingerprint,
                        decided_at, decision) VALUES (?, ?, 'assigned', 'test', ?, 'assigned', 'a', 't', 'r', ?, ?, ?)
                    """);
            answer = connection.prepareStatement(
                    "INSERT INTO answer (seq, caller, event_key, fingerprint, answer) VALUES (?, 'x', ?, ?, ?)");
            turn = connection.prepareStatement("UPDATE rotation SET turn = ?, credits = ? WHERE pool = 'emea'");
        }

        void assign(long number) throws SQLException {
            long next;
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                next = row.getLong(1) + 1;
            }
            decision.setLong(1, next);
            decision.setObject(2, UUID.randomUUID());
            decision.setString(3, "a" + number);
            decision.setBytes(4, print);
            decision.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
            decision.setBytes(6, bytes);
            decision.executeUpdate();
            answer.setLong(1, next);
            answer.setString(2, "k" + number);
            answer.setBytes(3, print);
            answer.setBytes(4, print);
            answer.executeUpdate();
            turn.setLong(1, next);
            turn.setString(2, "{\"turn\":" + next + "}");
            turn.executeUpdate();
            connection.commit();
        }
    }
}
