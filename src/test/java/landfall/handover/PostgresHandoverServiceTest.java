package landfall.handover;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresHandoverServiceTest extends HandoverServiceTest {

    @Override
    String database() throws Exception {
        return PostgresServer.freshDatabase();
    }
}
