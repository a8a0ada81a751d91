package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The power fails under load and in the start, at once and without warning: what a process being killed can't show. */
class PowerFailureTest {
    /** Fewer than the bench's, so that a build doesn't wait for it. */
    private static final int MOST_STEPS = 300;

    @Test
    void nothingThatWasAnsweredIsLost() throws Exception {
        for (long seed = 1; seed <= 30; seed++) {
            assertThat(PowerlessMachine.run(seed, PowerlessMachine.Care.ALL, MOST_STEPS)
                            .broken())
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void withoutTheSyncTheSameMachinesLoseAnswers() throws Exception {
        assertThat(breaks(PowerlessMachine.Care.NO_SYNC)).isTrue();
    }

    @Test
    void whereTheDiskMayWriteInAnyOrderTheSameMachinesLoseAnswers() throws Exception {
        assertThat(breaks(PowerlessMachine.Care.NO_ORDER)).isTrue();
    }

    /** About one machine in six is seen to break something. */
    private static boolean breaks(PowerlessMachine.Care care) throws InterruptedException {
        for (long seed = 1; seed <= 100; seed++) {
            if (!PowerlessMachine.run(seed, care, PowerBench.MOST_STEPS)
                    .broken()
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
