package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several lanes on one PostgreSQL: one ledger, whichever is asked. */
class SeveralNodesTest {
    private static final int NODES = 3;

    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");
    private final String url = PostgresServer.freshDatabase();
    private final List<Opened> nodes = new ArrayList<>();

    @BeforeEach
    void open() {
        IntStream.range(0, NODES).forEach(i -> nodes.add(node()));
    }

    @AfterEach
    void close() {
        nodes.forEach(Opened::close);
    }

    private Opened node() {
        return Opened.on(url, Opened.indexEvery(100), InstantSource.system());
    }

    @Test
    void whatOneDecidedAllKnow() {
        String id = nodes.get(0).answer(turns.account("a1")).decisionId();
        AccountKey key = new AccountKey("test", "a1");
        for (Opened node : nodes) {
            assertThat(node.ledger.find(id)).isPresent();
            assertThat(node.ledger.holding(key).orElseThrow().decisionId()).isEqualTo(id);
            assertThat(node.ledger.rotations().get(0).turn()).isEqualTo(1);
        }
        String again = nodes.get(1).answer(turns.account("a1")).decisionId();
        assertThat(nodes.get(2).ledger.listByAccount(key, null, 10))
                .extracting(StoredDecision::id)
                .containsExactly(again, id);
    }

    @Test
    void theSameKeysAtTheSameTimeAreDecidedOnceAndTurnsAreDense() {
        List<CompletableFuture<Recorded>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            for (Opened node : nodes) {
                asked.add(node.lane.submit(turns.keyed("a" + i, "k" + i)));
            }
        }
        List<String> ids = asked.stream()
                .map(CompletableFuture::join)
                .map(answer -> ((Recorded.Answer) answer).decisionId())
                .toList();
        for (int i = 0; i < ids.size(); i += NODES) {
            assertThat(ids.subList(i, i + NODES)).containsOnly(ids.get(i));
        }
        assertThat(nodes.get(0).ledger.count()).isEqualTo(1_000);
        assertThat(nodes.get(1).ledger.rotations().get(0).turn()).isEqualTo(1_000);
        assertThat(nodes.get(2).ledger.list(null, 2_000))
                .extracting(StoredDecision::seq)
                .isEqualTo(
                        IntStream.rangeClosed(1, 1_000).mapToObj(Long::valueOf).toList());
    }

    @Test
    void oneCompanyHasOneOwnerWhereverItsAccountsCome() {
        List<CompletableFuture<Recorded>> asked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            for (int node = 0; node < NODES; node++) {
                asked.add(nodes.get(node).lane.submit(turns.company(node + "-" + i, "domain:c" + i)));
            }
        }
        asked.forEach(CompletableFuture::join);
        for (int i = 0; i < 300; i++) {
            String owner = nodes.get(0)
                    .ledger
                    .company(List.of("domain:c" + i))
                    .orElseThrow()
                    .owner();
            for (int node = 0; node < NODES; node++) {
                AccountKey key = new AccountKey("test", node + "-" + i);
                assertThat(nodes.get(node).ledger.holding(key).orElseThrow().owner())
                        .isEqualTo(owner);
            }
        }
        assertThat(nodes.get(0).ledger.rotations().get(0).turn()).isEqualTo(300);
    }

    @Test
    void keysThatAnotherNodeIndexedAreFound() throws Exception {
        for (int i = 0; i < 600; i++) {
            nodes.get(i % 2).answer(turns.keyed("a" + i, "k" + i));
        }
        nodes.get(0).awaitIndexed(300);
        Opened late = node();
        nodes.add(late);
        for (int i = 0; i < 600; i++) {
            Recorded.Answer again = late.answer(turns.keyed("a" + i, "k" + i));
            assertThat(again.replayed()).isTrue();
        }
        assertThat(late.ledger.count()).isEqualTo(600);
    }

    @Test
    void openAssignmentsAreCountedOnce() throws Exception {
        AtomicBoolean reading = new AtomicBoolean(true);
        List<Thread> readers = nodes.stream()
                .map(node -> new Thread(() -> {
                    while (reading.get()) {
                        node.ledger.count();
                    }
                }))
                .toList();
        readers.forEach(Thread::start);
        for (int i = 0; i < 450; i++) {
            nodes.get(i % NODES).answer(turns.account("a" + i));
        }
        reading.set(false);
        for (Thread reader : readers) {
            reader.join();
        }
        nodes.get(0).awaitIndexed(300);
        Opened late = node();
        nodes.add(late);
        late.answer(turns.account("late"));
        java.time.LocalDate day = java.time.LocalDate.ofInstant(Turns.AT, java.time.ZoneOffset.UTC);
        for (Opened node : nodes) {
            node.ledger.count();
            assertThat(node.ledger.open("amelie", day)).isEqualTo(151);
            assertThat(node.ledger.open("ines", day)).isEqualTo(451);
            assertThat(node.ledger.open("ines", day.plusDays(1))).isZero();
        }
    }

    @Test
    void connectionsThatAreCutAnywhereLoseNothingAndDoubleNothing() throws Exception {
        Promises promises = new Promises();
        AtomicInteger unanswered = new AtomicInteger();
        Thread cutter = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                cut();
                pause(150);
            }
        });
        cutter.start();
        List<Thread> callers = IntStream.range(0, 8)
                .mapToObj(caller -> new Thread(() -> {
                    for (int i = 0; cutter.isAlive() || i < 50; i++) {
                        ask(promises, unanswered, caller + "-" + i);
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(promises.count()).isGreaterThanOrEqualTo(400);
        assertThat(unanswered.get()).isPositive();
        // connections of readers that were cut last are looked at again after a second
        pause(1_500);
        assertThat(promises.broken(nodes.get(0).ledger, "emea")).isEmpty();
    }

    private void ask(Promises promises, AtomicInteger unanswered, String name) {
        for (int tries = 0; ; tries++) {
            Opened node = nodes.get(Math.floorMod(name.hashCode() + tries, NODES));
            try {
                Recorded.Answer answer = (Recorded.Answer)
                        node.lane.submit(turns.keyed("a" + name, "k" + name)).join();
                promises.answered(
                        "a" + name, "k" + name, new String(answer.answer(), java.nio.charset.StandardCharsets.UTF_8));
                return;
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LedgerUnavailableException.class);
                unanswered.incrementAndGet();
                pause(10);
            }
        }
    }

    /** As an administrator, or a network, would; some of them in the middle of a commit. */
    private void cut() {
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection(url);
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'landfall' AND pid <> pg_backend_pid()
                    """);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
