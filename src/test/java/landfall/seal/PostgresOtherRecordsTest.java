package landfall.seal;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresOtherRecordsTest extends OtherRecordsTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
