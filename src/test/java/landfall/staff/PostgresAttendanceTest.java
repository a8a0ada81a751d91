package landfall.staff;

import landfall.ledger.PostgresServer;

/** The same on PostgreSQL. */
class PostgresAttendanceTest extends AttendanceTest {
    private final String url = PostgresServer.freshDatabase();

    @Override
    String url() {
        return url;
    }
}
