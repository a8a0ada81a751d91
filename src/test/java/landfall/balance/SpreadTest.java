package landfall.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static Spread of(String... values) {
        return Spread.of(Stream.of(values).map(BigDecimal::new).toList());
    }

    @Test
    void whereAllHaveTheSameItIsZero() {
        assertThat(of("3", "3", "3.0")).isEqualTo(spread("0", "3", "3", "3", "1"));
        assertThat(of("7")).isEqualTo(spread("0", "7", "7", "7", "1"));
        assertThat(of("0", "0"))
                .isEqualTo(new Spread(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null));
    }

    /** One who has all of four: (4 - 1) / 4. */
    @Test
    void whereOneHasAllItIsNearlyOne() {
        assertThat(of("0", "12", "0", "0")).isEqualTo(spread("0.75", "0", "0", "12", "4"));
    }

    /** Mean difference of 1, 2, 3, 4 over all sixteen pairs is 20/16; half of it by the mean 2.5 is 0.25. */
    @Test
    void isWhatIsCalculatedByHand() {
        assertThat(of("4", "1", "3", "2")).isEqualTo(spread("0.25", "1", "2.5", "4", "1.6"));
    }

    @Test
    void whoHasLessThanNothingLeavesNoCoefficient() {
        assertThat(of("-1", "3").gini()).isNull();
        assertThat(of("-1", "3").median()).isEqualByComparingTo("1");
        assertThat(of("-3", "1").maxToMean()).isNull();
    }

    /** Against the definition, which compares each with each. */
    @Property(tries = 200)
    void isHalfTheMeanDifferenceByTheMean(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> values,
            @ForAll long seed) {
        long sum = values.stream().mapToLong(Integer::longValue).sum();
        double differences = 0;
        for (int one : values) {
            for (int other : values) {
                differences += Math.abs(one - other);
            }
        }
        double expected = sum == 0 ? 0 : differences / (2.0 * values.size() * sum);
        List<Integer> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(seed));

        Spread spread = Spread.of(shuffled.stream().map(BigDecimal::valueOf).toList());

        assertThat(spread.gini().doubleValue()).isBetween(expected - 0.00006, expected + 0.00006);
        assertThat(spread.gini().doubleValue()).isBetween(0.0, 1 - 1.0 / values.size() + 0.0001);
        assertThat(spread.min().intValueExact()).isEqualTo(Collections.min(values));
        assertThat(spread.max().intValueExact()).isEqualTo(Collections.max(values));
    }

    private static Spread spread(String... numbers) {
        List<BigDecimal> all = Arrays.stream(numbers).map(BigDecimal::new).toList();
        return new Spread(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
    }
}
