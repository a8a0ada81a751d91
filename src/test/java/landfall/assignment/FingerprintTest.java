package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;

/** Prints are stored and compared with later ones, so they stay what they are. */
class FingerprintTest {

    private static final Account ACCOUNT = Account.builder()
            .source("crm")
            .externalId("ä-1")
            .country("JP")
            .name("東京 KK")
            .employees(5)
            .email("a@b.de")
            .build();

    private static final Map<String, String> DIGESTS = Map.of("email", "ab12");

    private static String print(Account account, Map<String, String> digests) {
        return new Fingerprint(Set.of("name")).of(account, digests, AssignmentRequest.Flags.NONE);
    }

    @Test
    void aPrintStaysWhatItIs() {
        assertThat(print(ACCOUNT, DIGESTS))
                .isEqualTo("5b1f4e0d166edb2b7b3a0d1dbbd4da3573f8add0c5e71873a49fcc083cc077d1");
    }

    @Test
    void whatIsIgnoredAndPersonalValuesThemselvesCountForNothing() {
        Account other = ACCOUNT.toBuilder().name("大阪 KK").email("other@b.de").build();
        assertThat(print(other, DIGESTS)).isEqualTo(print(ACCOUNT, DIGESTS));
    }

    @Test
    void eachOtherFieldCounts() {
        assertThat(print(ACCOUNT.toBuilder().employees(6).build(), DIGESTS)).isNotEqualTo(print(ACCOUNT, DIGESTS));
        assertThat(print(ACCOUNT, Map.of("email", "ab13"))).isNotEqualTo(print(ACCOUNT, DIGESTS));
        assertThat(print(ACCOUNT.toBuilder().country(null).region("JP").build(), DIGESTS))
                .isNotEqualTo(print(ACCOUNT, DIGESTS));
    }
}
