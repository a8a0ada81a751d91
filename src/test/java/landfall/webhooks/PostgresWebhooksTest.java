package landfall.webhooks;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresWebhooksTest extends WebhooksTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
