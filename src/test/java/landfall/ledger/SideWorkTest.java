package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideWorkTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 500})
    void allOfItIsDoneOnce(int count) {
        for (Executor helper : List.<Executor>of(never -> {}, Runnable::run, ForkJoinPool.commonPool())) {
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            SideWork side = new SideWork(helper);
            for (int i = 0; i < count; i++) {
                int number = i;
                side.add(() -> done.incrementAndGet(number));
            }
            side.finish();
            for (int i = 0; i < count; i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void littleOfItIsNotHandedOver() {
        List<Runnable> handed = new ArrayList<>();
        SideWork side = new SideWork(handed::add);
        for (int i = 0; i < 15; i++) {
            side.add(() -> {});
        }
        assertThat(handed).isEmpty();
        side.add(() -> {});
        assertThat(handed).hasSize(1);
    }

    @Test
    void whatFailsIsThrown() {
        SideWork side = new SideWork(Runnable::run);
        for (int i = 0; i < 20; i++) {
            int number = i;
            side.add(() -> {
                if (number == 3) {
                    throw new IllegalArgumentException("three");
                }
            });
        }
        assertThatThrownBy(side::finish).hasMessage("three");
    }
}
