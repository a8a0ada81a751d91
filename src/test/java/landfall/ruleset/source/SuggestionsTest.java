package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> FIELDS = List.of("annualRevenue", "country", "industry", "postalCode", "region");

    @Test
    void findsTheNearestName() {
        assertThat(Suggestions.find("industy", FIELDS)).contains("industry");
        assertThat(Suggestions.find("indsutry", FIELDS)).contains("industry");
        assertThat(Suggestions.find("COUNTRY", FIELDS)).contains("country");
        assertThat(Suggestions.find("postcode", FIELDS)).contains("postalCode");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(Suggestions.find("colour", FIELDS)).isEmpty();
        assertThat(Suggestions.find("", FIELDS)).isEmpty();
        assertThat(Suggestions.find("x", List.of())).isEmpty();
    }

    @Test
    void countsSwappedNeighboursOnce() {
        assertThat(Suggestions.distance("abcd", "acbd", 9)).isEqualTo(1);
        assertThat(Suggestions.distance("abcd", "abcd", 9)).isZero();
        assertThat(Suggestions.distance("kitten", "sitting", 9)).isEqualTo(3);
    }

    @Test
    void choosesBetweenEqualsByName() {
        assertThat(Suggestions.find("bat", List.of("cat", "bar", "hat"))).contains("bar");
    }
}
