package landfall.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import landfall.LandfallService;
import landfall.balance.BalanceStore.Kept;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.TestDatabase;
import landfall.roster.Absences;
import landfall.roster.Holidays;
import landfall.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each day's snapshot is made once, whichever node is first; on PostgreSQL by the subclass. */
class BalanceRunsTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    /** Two in the morning in Tokyo. */
    private static final Instant TWO = Instant.parse("2027-03-02T17:00:00Z");

    private static final LocalDate DAY = LocalDate.of(2027, 3, 3);
    private static final Roster ROSTER = new Roster("r1", Map.of(), Map.of(), Holidays.PUBLIC, Map.of(), Absences.NONE);

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private CommitLane lane;
    private BalanceStore store;
    private Instant now = TWO;
    private Supplier<Optional<Roster>> roster = () -> Optional.of(ROSTER);
    private boolean bookComesIn;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() throws Exception {
        try (LandfallService service = new LandfallService(url())) {
            assertThat(service.api()
                            .postText(
                                    "/api/book",
                                    "text/csv",
                                    "source,externalId,owner,dealSize\ncrm,1,sato,100\ncrm,2,sato,20\ncrm,3,keller,3\n")
                            .status())
                    .isEqualTo(200);
        }
        DataSourceFactory settings = TestDatabase.settings(url());
        settings.setUser(url().startsWith("jdbc:h2") ? "landfall" : "postgres");
        database = LedgerDatabase.open(settings, new MetricRegistry());
        lane = new CommitLane(database, LedgerSettings.DEFAULTS, Clock.systemUTC());
        lane.start();
        store = new BalanceStore(database.jdbi(), database::durably);
    }

    @AfterEach
    void close() {
        lane.close();
        database.close();
    }

    private BalanceRuns node() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return TOKYO;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new BalanceRuns(
                store,
                lane,
                () -> roster.get(),
                () -> bookComesIn,
                new BalanceRuns.Settings(
                        Potential.parse("dealSize", Set.of()), LocalTime.of(2, 0), TOKYO, Duration.ofDays(90)),
                clock);
    }

    private static void tick(BalanceRuns... nodes) throws InterruptedException {
        for (BalanceRuns node : nodes) {
            node.tick();
        }
        for (BalanceRuns node : nodes) {
            while (node.running().isPresent()) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void aBookIsNotCountedInTheMiddle() throws Exception {
        try (BalanceRuns node = node()) {
            bookComesIn = true;
            tick(node);
            assertThat(store.lastAttempt(DAY)).isEmpty();
            assertThat(node.begin("mai")).isPresent();
            bookComesIn = false;
            tick(node);
            tick(node);
            assertThat(store.lastAttempt(DAY)).isPresent();
        }
    }

    @Test
    void eachDayHasOneOfOneNode() throws Exception {
        try (BalanceRuns one = node();
                BalanceRuns other = node()) {
            now = TWO.minusMillis(1);
            tick(one, other);
            assertThat(store.lastAttempt(DAY)).isEmpty();
            now = TWO;
            tick(one, other);
            tick(other, one);
            now = TWO.plus(Duration.ofDays(1));
            tick(other, one);
            assertThat(one.begin("mai")).isPresent();
            tick(one, other);
        }
        List<Kept> days = store.listDays(DAY, DAY.plusDays(9));
        assertThat(days).extracting(Kept::snapshotDay).containsExactly(DAY, DAY.plusDays(1));
        assertThat(days).allSatisfy(day -> {
            assertThat(day.isDone()).isTrue();
            assertThat(day.attempt()).isEqualTo(1);
            assertThat(day.begunBy()).isEqualTo("schedule");
            assertThat(day.position()).isEqualTo(3);
            assertThat(day.rosterVersion()).isEqualTo("r1");
            assertThat(day.potential()).isEqualTo("dealSize");
        });
        assertThat(days.get(0).begunAt()).isEqualTo(TWO);
        Kept newest = store.newest().orElseThrow();
        assertThat(newest.begunBy()).isEqualTo("mai");
        assertThat(newest.attempt()).isNull();
        List<BalanceRow> reps = store.listRows(newest.id(), Grouping.REP);
        assertThat(reps).extracting(BalanceRow::id).containsExactly("keller", "sato");
        assertThat(reps.get(1).potential()).isEqualByComparingTo("120");
        BalanceRow all = store.listRows(newest.id(), Grouping.ALL).get(0);
        assertThat(all.accounts()).isEqualTo(3);
        assertThat(all.spread()).isNotNull();
        assertThat(all.spread().accounts().max()).isEqualByComparingTo("2");
        assertThat(store.listRows("none", Grouping.REP)).isEmpty();
    }

    @Test
    void whatANodeLeftUndoneAnotherOneMakes() throws Exception {
        Kept left = new Kept("01H", DAY, 1, TWO, "schedule", null, null, null, null, null, null);
        assertThat(store.insert(left)).isTrue();
        assertThat(store.insert(new Kept("02H", DAY, 1, TWO, "schedule", null, null, null, null, null, null)))
                .isFalse();
        try (BalanceRuns node = node()) {
            now = TWO.plus(Duration.ofMinutes(59));
            tick(node);
            assertThat(store.hasDay(DAY)).isFalse();
            now = TWO.plus(Duration.ofMinutes(60));
            tick(node);
        }
        assertThat(store.listDays(DAY, DAY)).extracting(Kept::attempt).containsExactly(2);
        assertThat(store.insertDay(DAY, "01H")).isFalse();
    }

    @Test
    void whatFailedSaysWhyAndIsTriedAgain() throws Exception {
        try (BalanceRuns node = node()) {
            tick(node);
            now = TWO.plus(Duration.ofDays(1));
            int[] asked = {0};
            roster = () -> {
                if (asked[0]++ > 0) {
                    throw new IllegalStateException("no roster today");
                }
                return Optional.of(ROSTER);
            };
            tick(node);
            Kept failed = store.lastAttempt(DAY.plusDays(1)).orElseThrow();
            assertThat(failed.state()).isEqualTo("failed");
            assertThat(failed.detail()).isEqualTo("no roster today");
            assertThat(store.newest().orElseThrow().snapshotDay()).isEqualTo(DAY);
            roster = () -> Optional.of(ROSTER);
            tick(node);
            assertThat(store.hasDay(DAY.plusDays(1))).isFalse();
            now = now.plus(Duration.ofMinutes(10));
            tick(node);
            assertThat(store.hasDay(DAY.plusDays(1))).isTrue();
        }
    }
}
