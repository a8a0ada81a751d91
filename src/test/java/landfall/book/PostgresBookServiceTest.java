package landfall.book;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresBookServiceTest extends BookServiceTest {

    @Override
    String database() throws Exception {
        return PostgresServer.freshDatabase();
    }
}
