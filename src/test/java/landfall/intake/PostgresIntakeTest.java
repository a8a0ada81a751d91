package landfall.intake;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresIntakeTest extends IntakeTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
