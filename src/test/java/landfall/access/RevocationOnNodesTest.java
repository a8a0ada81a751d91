package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.ledger.PostgresServer;
import org.junit.jupiter.api.Test;

/**
 * Two services on one PostgreSQL: what one says of keys, the other hears by itself. How soon is told by NodeTicksTest, by a clock of
 * its own: how long it takes here depends on what else the machine does.
 */
class RevocationOnNodesTest {

    /** After which it is taken that it never hears of it. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final String ACCOUNT = "{\"externalId\": \"e1\", \"country\": \"US\"}";

    @Test
    void aKeyThatOneNodeMakesAndRevokesIsTakenAndRefusedByTheOther() throws Exception {
        String url = PostgresServer.freshDatabase();
        try (LandfallService one = new LandfallService(url);
                LandfallService other = new LandfallService(url)) {
            String admin = make(one.api(), "", "carol", "person", "admin");
            String marketo = make(one.api(), admin, "marketo", "system", "route");

            assertThat(awaited(other.api(), marketo, 200)).isEqualTo(200);

            Api.Answer revoked = one.api().remove("/api/keys/marketo", "X-Api-Key", admin);
            assertThat(revoked.status()).isBetween(200, 204);
            assertThat(assign(one.api(), marketo).status()).isEqualTo(401);
            assertThat(awaited(other.api(), marketo, 401)).isEqualTo(401);
            assertThat(assign(other.api(), marketo).json().path("code").asText())
                    .isEqualTo("api-key-invalid");
            assertThat(assign(other.api(), admin).json().path("code").asText()).isEqualTo("role-missing");
        }
    }

    /** The status of a call with the key, as soon as it is the expected one; else the last within the bound. */
    private static int awaited(Api node, String key, int expected) throws InterruptedException {
        Instant end = Instant.now().plus(BOUND);
        int status = assign(node, key).status();
        while (status != expected && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            status = assign(node, key).status();
        }
        return status;
    }

    private static Api.Answer assign(Api node, String key) {
        return node.post("/api/assignments/preview", ACCOUNT, "X-Api-Key", key);
    }

    private static String make(Api node, String key, String name, String kind, String role) {
        String body = "{\"name\": \"" + name + "\", \"kind\": \"" + kind + "\", \"roles\": [\"" + role + "\"]}";
        String[] headers = key.isEmpty() ? new String[0] : new String[] {"X-Api-Key", key};
        return node.post("/api/keys", body, headers).json().path("key").asText();
    }
}
