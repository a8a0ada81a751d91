package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.PostgresServer;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL, and what several nodes do there. */
class PostgresSealedServiceTest extends SealedServiceTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }

    private static String assign(LandfallService node, String id) {
        return node.api()
                .post("/api/assignments", "{\"externalId\": \"" + id + "\"}")
                .json()
                .path("assignmentId")
                .asText();
    }

    @Test
    void oneNodeSealsWhatBothDecide() throws Exception {
        try (LandfallService other = new LandfallService(url())) {
            List<String> assignments = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                assignments.add(assign(other, "other" + i));
                Thread.sleep(20);
            }
            for (String each : assignments) {
                proof(each);
            }
        }
    }

    /** Whoever has the lock is to seal; nobody else does meanwhile. */
    @Test
    void whatIsNotSealedYetIsProvedLater() throws Exception {
        try (LandfallService node = new LandfallService(url());
                LedgerDatabase database = TestDatabase.open(url())) {
            String[] assignment = new String[1];
            database.jdbi().useTransaction(handle -> {
                handle.execute("SELECT id FROM seal_lock FOR UPDATE");
                assignment[0] = assign(node, "late");
                Thread.sleep(600);
                Api.Answer early = node.api().get("/api/audit/proof/" + assignment[0]);
                assertThat(early.status()).isEqualTo(503);
                assertThat(early.json().path("code").asText()).isEqualTo("not-sealed");
                assertThat(early.header("Retry-After")).contains("1");
            });
            proof(assignment[0]);
        }
    }
}
