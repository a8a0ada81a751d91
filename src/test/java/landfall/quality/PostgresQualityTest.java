package landfall.quality;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresQualityTest extends QualityTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
