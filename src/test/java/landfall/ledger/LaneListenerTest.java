package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneListenerTest {

    @TempDir
    private Path folder;

    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");
    private final List<LaneBatch> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private LedgerDatabase database;
    private CommitLane lane;

    @BeforeEach
    void open() {
        DataSourceFactory settings = new DataSourceFactory();
        settings.setDriverClass("org.h2.Driver");
        settings.setUrl("jdbc:h2:file:" + folder.resolve("landfall"));
        settings.setUser("sa");
        settings.setPassword("");
        database = LedgerDatabase.open(settings, new MetricRegistry());
        lane = new CommitLane(database, LedgerSettings.DEFAULTS, InstantSource.system(), new LaneListener() {
            @Override
            public void wrote(LaneBatch batch) {
                batches.add(batch);
            }

            @Override
            public void turnedAway() {
                turnedAway.incrementAndGet();
            }
        });
        lane.start();
    }

    @AfterEach
    void close() {
        lane.close();
        database.close();
    }

    @Test
    void whoHasAnAnswerWasCountedBefore() {
        for (int i = 1; i <= 5; i++) {
            lane.submit(turns.account("a" + i)).join();
            assertThat(count(LaneBatch.Outcome.DECIDED)).isEqualTo(i);
        }
        assertThat(batches.stream().mapToLong(LaneBatch::turns).sum()).isEqualTo(5);
        assertThat(batches.stream().map(LaneBatch::kinds)).allMatch(kinds -> kinds.equals(Map.of("assigned", 1)));
        assertThat(batches).allMatch(batch -> batch.commitNanos() > 0 && batch.decideNanos() > 0);
        assertThat(batches).allMatch(batch -> batch.lockNanos() == 0 && !batch.oneByOne());
    }

    @Test
    void everyProposalOfABatchIsCountedOnce() {
        List<CompletableFuture<Recorded>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(lane.submit(turns.account("a" + i)));
        }
        all.forEach(CompletableFuture::join);
        assertThat(count(LaneBatch.Outcome.DECIDED)).isEqualTo(500);
        assertThat(batches.stream().mapToLong(batch -> batch.waited().length).sum())
                .isEqualTo(500);
        assertThat(batches.stream().flatMapToLong(batch -> Arrays.stream(batch.waited())))
                .allMatch(nanos -> nanos >= 0);
        assertThat(batches.stream().mapToLong(LaneBatch::turns).sum()).isEqualTo(500);
    }

    @Test
    void keysAndRefusalsHaveOutcomesOfTheirOwn() {
        lane.submit(turns.keyed("a1", "k1")).join();
        lane.submit(turns.keyed("a1", "k1")).join();
        lane.submit(turns.proposal("a2", Turns.key("k1", "cd".repeat(32)), List.of(), Map.of()))
                .join();
        Proposal refused =
                new Proposal(new AccountKey("test", "a3"), null, List.of(), Map.of(), (decisionId, digests, view) -> {
                    throw new IllegalStateException("too late");
                });
        assertThatThrownBy(() -> lane.submit(refused).join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(counts())
                .isEqualTo(Map.of(
                        LaneBatch.Outcome.DECIDED, 1,
                        LaneBatch.Outcome.REPEATED, 1,
                        LaneBatch.Outcome.CONFLICT, 1,
                        LaneBatch.Outcome.REFUSED, 1));
        assertThat(batches.stream().mapToLong(LaneBatch::turns).sum()).isEqualTo(1);
    }

    @Test
    void whatComesTooLateIsTurnedAway() {
        lane.close();
        assertThatThrownBy(() -> lane.submit(turns.account("a1")).join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
        assertThat(turnedAway).hasValue(1);
        assertThat(batches).isEmpty();
    }

    @Test
    void figuresSayHowTheLaneStands() {
        assertThat(lane.figures()).isEqualTo(new LaneFigures(0, 0, 0, 0, 0, 0));
        lane.submit(turns.account("a1")).join();
        LaneFigures figures = lane.figures();
        assertThat(figures.pools()).isEqualTo(1);
        assertThat(figures.decisions()).isEqualTo(1);
        assertThat(figures.unindexed()).isEqualTo(1);
        assertThat(figures.largestCredit()).isEqualTo(1 / 3.0);
    }

    private int count(LaneBatch.Outcome outcome) {
        return counts().getOrDefault(outcome, 0);
    }

    private Map<LaneBatch.Outcome, Integer> counts() {
        Map<LaneBatch.Outcome, Integer> counts = new EnumMap<>(LaneBatch.Outcome.class);
        batches.forEach(
                batch -> batch.outcomes().forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum)));
        return counts;
    }
}
