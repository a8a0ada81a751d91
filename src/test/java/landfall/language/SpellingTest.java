package landfall.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> FIELDS = List.of("industry", "country", "region", "city");

    @Test
    void findsOneLetterLess() {
        assertThat(Spelling.nearest("industy", FIELDS)).contains("industry");
    }

    @Test
    void findsNeighboursSwapped() {
        assertThat(Spelling.nearest("ctiy", FIELDS)).contains("city");
    }

    @Test
    void takesUpperAndLowerCaseAlike() {
        assertThat(Spelling.hint("Country", FIELDS)).isEqualTo("did you mean \"country\"?");
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertThat(Spelling.nearest("zip", FIELDS)).isEmpty();
        assertThat(Spelling.nearest("revenue", FIELDS)).isEmpty();
        assertThat(Spelling.hint("x".repeat(100_000), FIELDS)).isNull();
    }
}
