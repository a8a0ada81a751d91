package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of another form than a node knows, and nodes that change them at the same time or while others decide. */
class MigrationTest {
    private static final String SCHEMA_2 = "landfall/ledger/schema-2.xml";
    private static final String SCHEMA_3 = "landfall/ledger/schema-3.xml";

    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    @TempDir
    Path folder;

    @Test
    void nodesThatStartAtOnceOnAnEmptyDatabaseMakeItsTablesOnce() throws Exception {
        String url = PostgresServer.freshDatabase();
        int nodes = 4;
        CyclicBarrier barrier = new CyclicBarrier(nodes);
        ExecutorService starting = Executors.newFixedThreadPool(nodes);
        List<Opened> opened = new ArrayList<>();
        try {
            Callable<Opened> start = () -> {
                barrier.await();
                return open(url);
            };
            for (Future<Opened> node : starting.invokeAll(
                    IntStream.range(0, nodes).mapToObj(i -> start).toList())) {
                opened.add(node.get());
            }
            opened.forEach(node -> node.answer(turns.account("a")));
            assertThat(opened.get(0).ledger.count()).isEqualTo(nodes);
            List<String> ran = opened.get(0).database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT id FROM databasechangelog")
                    .mapTo(String.class)
                    .list());
            assertThat(ran).doesNotHaveDuplicates().contains("decision", "schema-" + Migration.SCHEMA);
        } finally {
            opened.forEach(Opened::close);
            starting.shutdown();
        }
    }

    @Test
    void nodesThatDecideGoOnWhileALaterReleaseAddsToTheirTables() throws Exception {
        String url = PostgresServer.freshDatabase();
        AtomicBoolean calling = new AtomicBoolean(true);
        AtomicInteger number = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Promises promises = new Promises();
        try (Opened one = open(url);
                Opened other = open(url)) {
            List<Thread> callers = IntStream.range(0, 6)
                    .mapToObj(caller -> new Thread(() -> {
                        while (calling.get() && failures.isEmpty()) {
                            String name = Integer.toString(number.incrementAndGet());
                            ask(caller % 2 == 0 ? one : other, name, promises, failures);
                        }
                    }))
                    .toList();
            callers.forEach(Thread::start);
            awaitCount(promises, 1_000, failures);
            migrate(url, SCHEMA_2, 2);
            awaitCount(promises, promises.count() + 1_000, failures);
            calling.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).isEmpty();
            assertThat(promises.broken(one.ledger, "emea")).isEmpty();
            assertThat(promises.broken(other.ledger, "emea")).isEmpty();
            long withDefault = other.database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT COUNT(*) FROM decision WHERE later_number = 7")
                    .mapTo(Long.class)
                    .one());
            assertThat(withDefault).isEqualTo(one.ledger.count());
        }
        try (Opened again = open(url)) {
            assertThat(promises.broken(again.ledger, "emea")).isEmpty();
        }
    }

    private void ask(Opened node, String name, Promises promises, Queue<Throwable> failures) {
        try {
            Recorded.Answer answer = node.answer(turns.keyed(name, name));
            promises.answered(name, name, new String(answer.answer(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private static void awaitCount(Promises promises, int count, Queue<Throwable> failures)
            throws InterruptedException {
        while (promises.count() < count && failures.isEmpty()) {
            Thread.sleep(1);
        }
    }

    @Test
    void whileAnIndexIsBuiltConcurrentlyOthersMayWaitToMigrate() throws Exception {
        String url = PostgresServer.freshDatabase();
        open(url).close();
        ExecutorService starting = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> start = () -> {
                migrate(url, SCHEMA_2, 2);
                return null;
            };
            for (Future<Void> node : starting.invokeAll(List.of(start, start, start))) {
                node.get();
            }
        } finally {
            starting.shutdown();
        }
    }

    @Test
    void aMigrationMayTakeLongerThanAnyAnswer() throws Exception {
        String url = PostgresServer.freshDatabase();
        migrate(url + "&socketTimeout=1", "landfall/ledger/slow.xml", 1);
    }

    @Test
    void tablesOneFormNewerAreUsedAndNoneBeyondOnH2() throws Exception {
        newerForms("jdbc:h2:file:" + folder.resolve("landfall"));
    }

    @Test
    void tablesOneFormNewerAreUsedAndNoneBeyondOnPostgres() throws Exception {
        newerForms(PostgresServer.freshDatabase());
    }

    private void newerForms(String url) throws Exception {
        try (Opened opened = open(url)) {
            opened.answer(turns.keyed("a1", "k1"));
        }
        migrate(url, SCHEMA_2, 2);
        try (Opened opened = open(url)) {
            assertThat(opened.answer(turns.keyed("a1", "k1")).replayed()).isTrue();
            opened.answer(turns.account("a2"));
        }
        migrate(url, SCHEMA_3, 3);
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("form 3")
                .hasMessageContaining("knows form 1");
    }

    private static Opened open(String url) {
        return Opened.on(url, Opened.indexEvery(200), InstantSource.system());
    }

    private static void migrate(String url, String changeLog, int known) throws Exception {
        boolean embedded = url.startsWith("jdbc:h2");
        try (Connection connection =
                embedded ? DriverManager.getConnection(url, "sa", "") : DriverManager.getConnection(url)) {
            if (embedded) {
                Migration.run(connection, changeLog, known);
            } else {
                PostgresDatabase.migrate(connection, changeLog, known);
            }
        }
    }
}
