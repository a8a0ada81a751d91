package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two lanes and a PostgreSQL that fails them; longer: {@code scripts/outage-bench}. */
class OutageTest {
    @TempDir
    Path folder;

    @Test
    void aDatabaseThatStopsAtOnceUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        try (OutageBench bench = new OutageBench(folder.resolve("data"), 20261128)) {
            bench.stop();
            bench.stop();
            assertThat(bench.broken()).isEmpty();
            assertThat(bench.answers()).isGreaterThan(800);
            assertThat(bench.unanswered()).isPositive();
        }
    }

    @Test
    void connectionsThatAreCutUnderLoadAlsoBetweenCommitAndAnswerLoseNothingAndDoubleNothing() throws Exception {
        try (OutageBench bench = new OutageBench(folder.resolve("data"), 20261129)) {
            for (int i = 0; i < 40; i++) {
                bench.cut();
            }
            assertThat(bench.broken()).isEmpty();
            assertThat(bench.answers()).isGreaterThan(800);
            int lostCommits = bench.wire().lostCommits();
            int lostAnswers = bench.wire().lostAnswers();
            assertThat(lostCommits).isPositive();
            assertThat(lostAnswers).isPositive();
            assertThat(bench.unansweredCommits()).isGreaterThanOrEqualTo(lostCommits + lostAnswers);
        }
    }
}
