package landfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import landfall.access.KeyBody;
import landfall.access.Keys;
import landfall.access.RateLimit;
import landfall.http.ApiException;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon a node takes up what another one changed, by a clock that only its pauses move. */
class NodeTicksTest {

    private static final Duration PROMISED = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-24T09:30:00Z");

    @Test
    void aKeyThatAnotherNodeRevokesIsRefusedWithinASecond() {
        try (LedgerDatabase database = TestDatabase.open("jdbc:h2:file:" + folder.resolve("landfall"))) {
            Keys one = keys(database);
            one.create(key("carol", "person", "admin"), "carol", Set.of());
            String text = one.create(key("marketo", "system", "route"), "carol", Set.of())
                    .text();
            Keys other = keys(database);
            Instant[] revoked = {null};
            other.admit(text);

            new NodeTicks(List.of(other::refresh)).run(pause -> {
                if (revoked[0] == null) {
                    one.revoke("marketo", "carol");
                    revoked[0] = now;
                }
                now = now.plus(pause);
                return Duration.between(revoked[0], now).compareTo(PROMISED) >= 0;
            });

            assertThatThrownBy(() -> other.admit(text))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("revoked");
        }
    }

    @Test
    void aLookThatFailsIsTriedAgain() {
        int[] looks = {0};
        int[] pauses = {0};
        Runnable fails = () -> {
            looks[0]++;
            throw new IllegalStateException("no database");
        };

        new NodeTicks(List.of(fails)).run(pause -> pauses[0]++ == 3);

        assertThat(looks[0]).isEqualTo(3);
    }

    private Keys keys(LedgerDatabase database) {
        return new Keys(database.jdbi(), database::durably, () -> now, ZoneId.of("UTC"), RateLimit.DEFAULTS);
    }

    private static KeyBody key(String name, String kind, String role) {
        return new KeyBody(name, kind, List.of(role), null, null, null);
    }
}
