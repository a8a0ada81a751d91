package landfall.seal;

import java.time.InstantSource;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.TestDatabase;

/** A database with a sealer and without a service, whose tree grows by approvals. */
final class SealedDatabase implements AutoCloseable {

    static final SigningKey KEY = SigningKey.of(new byte[32]);

    final LedgerDatabase database;
    final CommitLane lane;
    final Sealer sealer;
    final SealedLog log;

    SealedDatabase(String url) {
        database = TestDatabase.open(url);
        lane = new CommitLane(database, LedgerSettings.DEFAULTS, InstantSource.system());
        lane.start();
        sealer = new Sealer(
                database.jdbi(), database.isShared(), database::durably, lane.ledger(), KEY, InstantSource.system());
        log = new SealedLog(database.jdbi(), KEY);
    }

    /** By so many leaves and one head. */
    void grow(int leaves) {
        database.jdbi().useHandle(handle -> {
            for (int i = 0; i < leaves; i++) {
                handle.execute("INSERT INTO approval (what, version, approved, decided_by, decided_at, comment_text)"
                        + " VALUES ('rules', 'v', TRUE, 'somebody', CURRENT_TIMESTAMP, '良い \"x\"')");
            }
        });
        sealer.tick();
    }

    @Override
    public void close() {
        lane.close();
        database.close();
    }
}
