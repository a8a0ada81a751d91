package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many small worlds in which everything fails that can; {@code scripts/simulation} runs more of them. */
class SimulationTest {
    private static final int SEEDS = 500;
    private static final int FOUND_WITHIN = 200;

    private static Simulations simulations;

    @BeforeAll
    static void prepare() throws Exception {
        simulations = new Simulations("simulation-test");
    }

    @AfterAll
    static void close() throws Exception {
        simulations.close();
    }

    @Test
    void whateverFailsEveryPromiseIsKept() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            simulations.run(seed, Flaw.NONE);
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(simulations.run(seed, Flaw.NONE)).isEqualTo(simulations.run(seed, Flaw.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsA(Flaw flaw) {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= FOUND_WITHIN; seed++) {
                        simulations.run(seed, flaw);
                    }
                })
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("scripts/simulation 1 ");
    }
}
