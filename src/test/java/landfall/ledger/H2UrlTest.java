package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2UrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/landfall, jdbc:h2:ordered:./data/landfall, true",
        "jdbc:h2:~/landfall, jdbc:h2:ordered:~/landfall, true",
        "jdbc:h2:/var/lib/landfall, jdbc:h2:ordered:/var/lib/landfall, true",
        "jdbc:h2:C:/landfall, jdbc:h2:ordered:C:/landfall, true",
        "jdbc:h2:mem:dev, jdbc:h2:mem:dev, false",
        "jdbc:h2:nioMapped:./landfall, jdbc:h2:nioMapped:./landfall, false",
        "jdbc:h2:ordered:./landfall, jdbc:h2:ordered:./landfall, true",
    })
    void aPlainFileIsOrdered(String given, String completed, boolean ordered) {
        String url = H2Url.complete(given, Durability.SYNCED);
        assertThat(url).startsWith(completed + ";WRITE_DELAY=0;");
        assertThat(H2Url.isOrdered(url)).isEqualTo(ordered);
    }

    @Test
    void whatTheUrlSaysItselfStays() {
        assertThat(H2Url.complete("jdbc:h2:./landfall;cache_size=1000", Durability.SYNCED))
                .contains(";cache_size=1000;WRITE_DELAY=0")
                .doesNotContain(";CACHE_SIZE");
    }

    @Test
    void anotherDatabaseIsRefused() {
        assertThatThrownBy(() -> H2Url.complete("jdbc:postgresql://localhost/landfall", Durability.SYNCED))
                .hasMessageContaining("must be one of embedded H2");
    }
}
