package landfall.ledger;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A connection that is taken when first asked for: most lookups end in memory. For one thread. */
final class LazyHandle implements AutoCloseable {
    private final Jdbi jdbi;
    private @Nullable Handle open;

    LazyHandle(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Handle handle() {
        Handle handle = open;
        if (handle == null) {
            handle = jdbi.open();
            open = handle;
        }
        return handle;
    }

    Connection connection() {
        return handle().getConnection();
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
