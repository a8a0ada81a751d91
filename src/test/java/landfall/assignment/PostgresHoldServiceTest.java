package landfall.assignment;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresHoldServiceTest extends HoldServiceTest {

    @Override
    String database() throws Exception {
        return PostgresServer.freshDatabase();
    }
}
