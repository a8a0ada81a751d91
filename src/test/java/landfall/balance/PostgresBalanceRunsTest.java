package landfall.balance;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresBalanceRunsTest extends BalanceRunsTest {

    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
