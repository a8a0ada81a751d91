package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Values come back in the order of their keys, from memory and from many files. */
class SortedSpillTest {

    @Property(tries = 60)
    void valuesComeInTheOrderOfTheBytesOfTheirKeys(
            @ForAll long seed,
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(min = 1, max = 40_000) int most) {
        Random random = new Random(seed);
        TreeMap<byte[], byte[]> expected = new TreeMap<>((Comparator<byte[]>) Arrays::compareUnsigned);
        while (expected.size() < count) {
            byte[] key = new byte[random.nextInt(5)];
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(key);
            random.nextBytes(value);
            if (expected.size() > 300) {
                key = Arrays.copyOf(key, 9);
                key[8] = (byte) random.nextInt();
                key[7] = (byte) random.nextInt();
            }
            expected.put(key, value);
        }
        List<byte[]> keys = new ArrayList<>(expected.keySet());
        java.util.Collections.shuffle(keys, random);
        try (SortedSpill spill = new SortedSpill(most)) {
            keys.forEach(key -> spill.add(key, expected.get(key)));
            List<byte[]> values = new ArrayList<>();
            spill.values().forEachRemaining(values::add);
            assertThat(values).containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    void nothingGivesNothing() {
        try (SortedSpill spill = new SortedSpill(10)) {
            Iterator<byte[]> values = spill.values();
            assertThat(values.hasNext()).isFalse();
            assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void itsFilesAreGoneOnceItIsClosed() {
        SortedSpill spill = new SortedSpill(1);
        spill.add("b".getBytes(StandardCharsets.UTF_8), new byte[] {2});
        spill.add("a".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        assertThat(spill.files()).hasSize(2).allSatisfy(file -> assertThat(file).exists());
        assertThat(spill.values().next()).containsExactly(1);
        spill.close();
        assertThat(spill.files()).allSatisfy(file -> {
            assertThat(file).doesNotExist();
            assertThat(file.getParent()).doesNotExist();
        });
    }
}
