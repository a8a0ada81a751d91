package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
    private final Random random = new Random(3);
    private final KeyFilter filter = new KeyFilter();

    private long slot() {
        return random.nextLong() >>> 2;
    }

    @Test
    void untilItIsFilledAnySlotMayBeInUse() {
        assertThat(filter.mayHave(1)).isTrue();
        assertThat(filter.isToBeFilled()).isTrue();
        filter.fill(0, slot -> {});
        assertThat(filter.mayHave(1)).isFalse();
        assertThat(filter.isToBeFilled()).isFalse();
    }

    @Test
    void itForgetsNoSlotAndTakesFewForOthers() {
        long[] slots = random.longs(1_000_000).map(bits -> bits >>> 2).toArray();
        long[] later = random.longs(100_000).map(bits -> bits >>> 2).toArray();
        filter.fill(slots.length, each -> Arrays.stream(slots).forEach(each));
        Arrays.stream(later).forEach(filter::add);
        assertThat(Arrays.stream(slots)).allMatch(filter::mayHave);
        assertThat(Arrays.stream(later)).allMatch(filter::mayHave);
        int mistaken = 0;
        for (int i = 0; i < 100_000; i++) {
            mistaken += filter.mayHave(slot()) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(2_000);
    }

    @Test
    void itAsksForMoreRoomBeforeItTakesManyForOthers() {
        filter.fill(0, slot -> {});
        long added = 0;
        while (!filter.isToBeFilled()) {
            filter.add(slot());
            added++;
        }
        assertThat(added).isGreaterThan(500_000);
        int mistaken = 0;
        for (int i = 0; i < 100_000; i++) {
            mistaken += filter.mayHave(slot()) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(3_000);
        filter.fill(added, slot -> {});
        assertThat(filter.isToBeFilled()).isFalse();
    }

    @Test
    void whatWasFilledBeforeItForgotIsNotTaken() {
        KeyFilter filter = new KeyFilter();
        filter.fill(10, slot -> {
            slot.accept(1);
            filter.forget();
        });
        assertThat(filter.mayHave(2)).isTrue();
        assertThat(filter.isToBeFilled()).isTrue();
        filter.fill(10, slot -> slot.accept(1));
        assertThat(filter.mayHave(2)).isFalse();
        filter.forget();
        assertThat(filter.mayHave(2)).isTrue();
    }
}
