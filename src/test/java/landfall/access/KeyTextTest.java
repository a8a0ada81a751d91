package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    @Test
    void aKeyIsReadAsItWasMade() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            KeyText key = KeyText.fresh();
            assertThat(key.text()).matches("lf_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}");
            assertThat(KeyText.parse(key.text())).contains(key);
            assertThat(texts.add(key.text())).isTrue();
        }
    }

    /** CRC-32 knows any change of one character. */
    @Property(tries = 300)
    void oneWrongCharacterIsSeen(@ForAll @IntRange(min = 0, max = 62) int at, @ForAll("other") char other) {
        String text = KeyText.fresh().text();
        String wrong = text.substring(0, at) + other + text.substring(at + 1);

        assertThat(KeyText.parse(wrong).isPresent()).isEqualTo(wrong.equals(text));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Character> other() {
        return net.jqwik.api.Arbitraries.chars().alpha().numeric();
    }

    @Test
    void whatIsShorterLongerOrElseIsNoKey() {
        String text = KeyText.fresh().text();

        assertThat(KeyText.parse(text.substring(1))).isEmpty();
        assertThat(KeyText.parse(text.substring(0, text.length() - 1))).isEmpty();
        assertThat(KeyText.parse(text + "0")).isEmpty();
        assertThat(KeyText.parse("")).isEmpty();
        assertThat(KeyText.parse("lf_" + "0".repeat(60))).isEmpty();
    }

    @Test
    void printedItHidesItsSecret() {
        KeyText key = KeyText.fresh();

        assertThat(key.toString()).hasSize("lf_".length() + 10 + "_…".length());
    }
}
