package landfall.ruleset;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresApprovalsTest extends ApprovalsTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
