package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts are worked on by many threads, and come in their order. */
class ParallelMapTest {

    @Test
    void partsComeInTheirOrder() {
        ForkJoinPool cores = new ForkJoinPool(4);
        try {
            assertThat(all(2_000, cores)).isEqualTo(expected(2_000));
        } finally {
            cores.shutdownNow();
        }
    }

    @Test
    void whoeverPullsWorksWhereNobodyElseDoes() {
        assertThat(all(50, task -> {})).isEqualTo(expected(50));
    }

    @Test
    void noMoreThanSoManyAreAhead() {
        List<Integer> pulled = new ArrayList<>();
        Iterator<Integer> parts = IntStream.range(0, 10).iterator();
        ParallelMap<Integer, Integer> map = new ParallelMap<>(
                () -> {
                    if (!parts.hasNext()) {
                        return null;
                    }
                    pulled.add(parts.next());
                    return pulled.get(pulled.size() - 1);
                },
                part -> part,
                Runnable::run,
                3);
        assertThat(map.next()).isZero();
        assertThat(pulled).containsExactly(0, 1, 2);
        assertThat(map.next()).isEqualTo(1);
        assertThat(pulled).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatWorkThrowsIsThrownInItsTurn() {
        Iterator<Integer> parts = IntStream.range(0, 5).iterator();
        ParallelMap<Integer, Integer> map = new ParallelMap<>(
                () -> parts.hasNext() ? parts.next() : null,
                part -> {
                    if (part == 1) {
                        throw new IllegalStateException("part 1");
                    }
                    return part;
                },
                Runnable::run,
                4);
        assertThat(map.next()).isZero();
        assertThatThrownBy(map::next).isInstanceOf(IllegalStateException.class).hasMessage("part 1");
    }

    private static List<Integer> all(int count, Executor cores) {
        Iterator<Integer> parts = IntStream.range(0, count).iterator();
        ParallelMap<Integer, Integer> map =
                new ParallelMap<>(() -> parts.hasNext() ? parts.next() : null, part -> part * part, cores, 8);
        List<Integer> all = new ArrayList<>();
        for (Integer part = map.next(); part != null; part = map.next()) {
            all.add(part);
        }
        return all;
    }

    private static List<Integer> expected(int count) {
        return IntStream.range(0, count).map(i -> i * i).boxed().toList();
    }
}
