package landfall.impact;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresImpactStoreTest extends ImpactStoreTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
