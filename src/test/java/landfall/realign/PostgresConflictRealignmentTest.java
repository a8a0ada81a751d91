package landfall.realign;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresConflictRealignmentTest extends ConflictRealignmentTest {

    @Override
    String database() throws Exception {
        return PostgresServer.freshDatabase();
    }
}
