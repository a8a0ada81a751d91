package landfall.book;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresConflictsServiceTest extends ConflictsServiceTest {

    @Override
    String database() throws Exception {
        return PostgresServer.freshDatabase();
    }
}
