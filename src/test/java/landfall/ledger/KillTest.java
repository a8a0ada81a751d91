package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred kills: {@code scripts/kill-bench}. */
class KillTest {
    @TempDir
    Path folder;

    @Test
    void killedUnderLoadItHasLostNoAnswerAndGivesNobodyASecondRep() throws Exception {
        assertThat(brokenAfter(5, Durability.SYNCED)).isEmpty();
    }

    @Test
    void theWholeServiceKilledUnderLoadKeepsItsPromisesToCallers() throws Exception {
        History history = KillBench.run(5, 20261124, 300, () -> ServiceVictim.start(folder));
        assertThat(history.countAnswered()).isGreaterThan(100);
        try (Opened opened = Opened.in(folder)) {
            assertThat(LedgerCheck.broken(opened, history)).isEmpty();
        }
    }

    @Test
    void oneOfTwoNodesOnPostgresKilledUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        String url = PostgresServer.freshDatabase();
        TwoNodes nodes = new TwoNodes(url, 20261125);
        History history = KillBench.run(5, 20261125, 1_000, () -> nodes);
        assertThat(history.countAnswered()).isGreaterThan(100);
        try (Opened opened = Opened.on(url, LedgerSettings.DEFAULTS, InstantSource.system())) {
            assertThat(LedgerCheck.broken(opened, history)).isEmpty();
        }
    }

    @Test
    void withH2sOwnSettingsTheSameTestFindsLostAnswers() throws Exception {
        assertThat(brokenAfter(2, Durability.H2_DEFAULT)).anyMatch(line -> line.contains("is lost"));
    }

    private List<String> brokenAfter(int kills, Durability durability) throws Exception {
        History history = KillBench.run(kills, 20261124, 1_000, () -> LaneVictim.start(folder, durability));
        try (Opened opened = Opened.in(folder)) {
            return LedgerCheck.broken(opened, history);
        }
    }
}
