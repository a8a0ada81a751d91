package landfall.webhooks;

import com.github.f4b6a3.ulid.UlidCreator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Which one of the nodes on a database sends. It holds for five seconds, by the database's clock alone, so whoever was killed or
 * is cut off has lost it by then. A database that nobody shares needs none.
 */
final class Lease {

    /** Whoever could not renew it for so long stops by itself, before another may begin. */
    static final long SAFE_MILLIS = 4_000;

    private static final String NAME = "sender";
    private static final String TAKE =
            """
            UPDATE webhook_lease SET holder = :holder, expires_at = CURRENT_TIMESTAMP + INTERVAL '5' SECOND
            WHERE name = :name AND (holder = :holder OR expires_at < CURRENT_TIMESTAMP)
            """;
    private static final String CREATE =
            """
            INSERT INTO webhook_lease (name, holder, expires_at)
            SELECT CAST(:name AS VARCHAR), :holder, CURRENT_TIMESTAMP + INTERVAL '5' SECOND
            WHERE NOT EXISTS (SELECT 1 FROM webhook_lease WHERE name = :name)
            """;
    private static final String GIVE_BACK =
            """
            UPDATE webhook_lease SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND
            WHERE name = :name AND holder = :holder
            """;

    private final Jdbi jdbi;
    private final boolean shared;
    private final String holder = UlidCreator.getMonotonicUlid().toString();

    Lease(Jdbi jdbi, boolean shared) {
        this.jdbi = jdbi;
        this.shared = shared;
    }

    boolean isNeeded() {
        return shared;
    }

    /** Takes it where nobody else has it, or holds it for another five seconds. */
    boolean take() {
        return !shared || jdbi.withHandle(this::hold);
    }

    /** The same in the transaction of the handle: what it writes takes effect only while nobody else sends. */
    boolean hold(Handle handle) {
        return !shared || run(handle, TAKE) == 1 || create(handle);
    }

    private boolean create(Handle handle) {
        if (handle.isInTransaction()) {
            return false;
        }
        try {
            return run(handle, CREATE) == 1;
        } catch (UnableToExecuteStatementException anotherWasFaster) {
            return false;
        }
    }

    /** So that another node begins at once. */
    void giveBack() {
        if (shared) {
            jdbi.useHandle(handle -> run(handle, GIVE_BACK));
        }
    }

    private int run(Handle handle, String statement) {
        return handle.createUpdate(statement)
                .bind("name", NAME)
                .bind("holder", holder)
                .execute();
    }
}
