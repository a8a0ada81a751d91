package landfall.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import landfall.ledger.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, every change of owner comes to a receiver that fails a third of the time, in order and signed. */
class WebhookKillTest {

    private static final int EVENTS = 1_500;

    @TempDir
    Path folder;

    @Test
    void everyChangeIsDeliveredAlthoughTheProcessIsKilled() throws Exception {
        WebhookBench.Result result =
                WebhookBench.run("jdbc:h2:file:" + folder.resolve("landfall"), 1, EVENTS, 2, 20_261_129);

        assertThat(result.broken()).isEmpty();
        assertThat(result.deliveries().count()).isEqualTo(EVENTS);
    }

    @Test
    void anotherNodeGoesOnWhereOneIsKilled() throws Exception {
        WebhookBench.Result result = WebhookBench.run(PostgresServer.freshDatabase(), 2, EVENTS, 2, 4_711);

        assertThat(result.broken()).isEmpty();
        assertThat(result.deliveries().count()).isEqualTo(EVENTS);
    }
}
