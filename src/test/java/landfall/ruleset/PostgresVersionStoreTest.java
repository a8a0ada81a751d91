package landfall.ruleset;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresVersionStoreTest extends VersionStoreTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
