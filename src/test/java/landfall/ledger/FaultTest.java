package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, databases that are slow, clocks that jump: under load, and looked at by the history of its callers. */
class FaultTest {
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final long SEED = 20261128;

    @TempDir
    Path folder;

    @AfterEach
    void mend() {
        FaultyPath.mend();
    }

    @Test
    void aDiskThatIsFullEndsTheProcessAndWithRoomAgainAllIsThere() throws Exception {
        Opened full = faulty(LedgerSettings.DEFAULTS);
        Calls calls = new Calls(full);
        Load load = new Load(calls, SEED);
        load.awaitAnswers(300, MOST);
        FaultyPath.limit(Files.size(file()));
        awaitUnanswered(load, 50);
        assertThat(full.fatal).hasSize(1);
        assertThatThrownBy(() -> full.ledger.list(null, 1)).isInstanceOf(LedgerUnavailableException.class);
        full.close();

        FaultyPath.mend();
        try (Opened again = faulty(LedgerSettings.DEFAULTS)) {
            calls.goTo(again);
            load.awaitAnswers(300, MOST);
            load.end();
            assertThat(LedgerCheck.broken(again, load.history())).isEmpty();
        }
    }

    @Test
    void startedWhereThereIsNoRoomItTellsSoAndLosesNothing() throws Exception {
        Opened first = faulty(LedgerSettings.DEFAULTS);
        Calls calls = new Calls(first);
        Load load = new Load(calls, SEED);
        load.awaitAnswers(300, MOST);
        first.close();

        FaultyPath.limit(Files.size(file()));
        assertThat(failureWithoutRoom(calls, load)).hasStackTraceContaining("No space left");

        FaultyPath.mend();
        try (Opened again = faulty(LedgerSettings.DEFAULTS)) {
            calls.goTo(again);
            load.awaitAnswers(300, MOST);
            load.end();
            assertThat(LedgerCheck.broken(again, load.history())).isEmpty();
        }
    }

    /** What the start tells, where it has to write something; else what ends the process at the first call. */
    private Throwable failureWithoutRoom(Calls calls, Load load) throws InterruptedException {
        Opened full;
        try {
            full = faulty(LedgerSettings.DEFAULTS);
        } catch (RuntimeException atStart) {
            return atStart;
        }
        try (full) {
            calls.goTo(full);
            awaitUnanswered(load, 50);
            assertThat(full.fatal).hasSize(1);
            return full.fatal.get(0);
        }
    }

    @Test
    void aPostgresWithoutRoomIsToldAndGoesOnOnceThereIsSome() throws Exception {
        String url = PostgresServer.freshDatabase();
        try (Opened opened = Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system())) {
            Load load = new Load(new Calls(opened), SEED);
            load.awaitAnswers(300, MOST);
            execute(
                    url,
                    "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
                    "CREATE TRIGGER no_room BEFORE INSERT ON decision EXECUTE FUNCTION no_room()");
            awaitUnanswered(load, 50);
            execute(url, "DROP TRIGGER no_room ON decision");
            load.awaitAnswers(300, MOST);
            load.end();
            assertThat(opened.fatal).isEmpty();
            assertThat(LedgerCheck.broken(opened, load.history())).isEmpty();
        }
    }

    @Test
    void whereTheDiskIsSlowThoseWhoFindNoPlaceAreTurnedAwayAndTheOthersAnswered() throws Exception {
        try (Opened opened = faulty(queueOf(50))) {
            FaultyPath.slow(30);
            crowd(opened);
        }
    }

    @Test
    void whereThePostgresIsSlowThoseWhoFindNoPlaceAreTurnedAwayAndTheOthersAnswered() throws Exception {
        String url = PostgresServer.freshDatabase();
        try (Opened opened = Opened.on(url, queueOf(50), InstantSource.system())) {
            execute(
                    url,
                    "CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END $$",
                    "CREATE TRIGGER slowly AFTER INSERT ON decision FOR EACH STATEMENT EXECUTE FUNCTION slowly()");
            crowd(opened);
        }
    }

    /** Far more at once than may wait. */
    private static void crowd(Opened opened) {
        Turns turns = Turns.of("emea", "amelie", "bo", "chiara");
        List<CompletableFuture<Recorded>> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            answers.add(opened.lane.submit(turns.account("a" + i)));
        }
        int answered = 0;
        for (CompletableFuture<Recorded> answer : answers) {
            try {
                answer.join();
                answered++;
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LaneOverloadedException.class);
            }
        }
        assertThat(answered).isBetween(50, 399);
        assertThat(opened.ledger.count()).isEqualTo(answered);
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(answered);
    }

    /** Nobody waits longer than a statement may, however many there are: the batch isn't tried again one by one. */
    @Test
    void aLaneThatIsLockedOutTellsAllItsCallersTogether() throws Exception {
        String url = PostgresServer.freshDatabase();
        try (Opened opened = Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system());
                Connection stalled = DriverManager.getConnection(url);
                Statement statement = stalled.createStatement()) {
            Turns turns = Turns.of("emea", "amelie");
            stalled.setAutoCommit(false);
            statement.execute("SELECT * FROM lane FOR UPDATE");
            List<CompletableFuture<Recorded>> answers = IntStream.range(0, 3)
                    .mapToObj(i -> opened.lane.submit(turns.account("a" + i)))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(LedgerUnavailableException.class));
            stalled.rollback();
            opened.submit(turns.account("a0"));
            assertThat(opened.ledger.count()).isEqualTo(1);
        }
    }

    @Test
    void aClockThatJumpsPutsNothingOutOfOrder() throws Exception {
        jump("jdbc:h2:file:" + folder.resolve("landfall"));
    }

    @Test
    void aClockThatJumpsPutsNothingOutOfOrderOnPostgres() throws Exception {
        jump(PostgresServer.freshDatabase());
    }

    private static void jump(String url) throws Exception {
        JumpingClock clock = new JumpingClock(SEED);
        try (Opened opened = Opened.on(url, LedgerSettings.DEFAULTS, clock)) {
            Load load = new Load(new Calls(opened), SEED);
            for (int i = 0; i < 40; i++) {
                load.awaitAnswers(20, MOST);
                clock.jump();
            }
            load.end();
            assertThat(LedgerCheck.broken(opened, load.history())).isEmpty();
        }
    }

    /** Wrong by up to a day, now this way and now the other. */
    private static final class JumpingClock implements InstantSource {
        private final Random random;
        private volatile Duration wrongBy = Duration.ZERO;

        private JumpingClock(long seed) {
            this.random = new Random(seed);
        }

        void jump() {
            wrongBy = Duration.ofSeconds(random.nextInt(2 * 86_400) - 86_400);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(wrongBy);
        }
    }

    private Opened faulty(LedgerSettings settings) {
        FaultyPath.register();
        return Opened.at(
                "ordered:faulty:" + folder.resolve("landfall"), settings, InstantSource.system(), Durability.SYNCED);
    }

    private Path file() {
        return folder.resolve("landfall.mv.db");
    }

    private static LedgerSettings queueOf(int places) {
        LedgerSettings defaults = LedgerSettings.DEFAULTS;
        return new LedgerSettings(
                places,
                defaults.batchLimit(),
                defaults.collectMicros(),
                defaults.quietMicros(),
                defaults.indexEvery(),
                defaults.keepKeysDays());
    }

    private static void awaitUnanswered(Load load, int more) throws InterruptedException {
        int enough = load.unanswered() + more;
        long end = System.nanoTime() + MOST.toNanos();
        while (load.unanswered() < enough) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.sleep(1);
        }
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
