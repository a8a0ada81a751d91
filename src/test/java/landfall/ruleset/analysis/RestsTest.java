package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestsTest {

    @Test
    void whatIsLeftUndoneEndsAtItsNextRest() {
        AtomicBoolean ended = new AtomicBoolean();
        Rests rests = new Rests(() -> false, ended::get);
        rests.run();

        ended.set(true);

        assertThatThrownBy(rests::run).isInstanceOf(CancellationException.class);
    }

    @Test
    void itIsAskedWhetherSomebodyWaitsOnlyOnceItHasWorkedForAWhile() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Rests rests = new Rests(() -> asked.incrementAndGet() > 0, () -> false);
        rests.run();
        assertThat(asked).hasValue(0);

        Thread.sleep(300);
        rests.run();

        assertThat(asked).hasValue(1);
    }
}
