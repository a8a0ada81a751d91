package landfall.access;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresKeysTest extends KeysTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
