package landfall.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The database file itself. H2 writes each commit as a chunk of its own, and compacts in the background only when it is
 * also left to write in the background, which would lose answers; so its upkeep is done here.
 */
final class H2File {
    /**
     * A chunk that nothing refers to any more is not overwritten before so many further stores. The newest of them may
     * not be on disk yet when the power fails, and then the state before them is what counts; a sync takes place at least
     * once in any few stores.
     */
    private static final int VERSIONS_TO_KEEP = 32;

    private final MVStore store;

    H2File(Connection connection) throws SQLException {
        this.store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
        store.setVersionsToKeep(VERSIONS_TO_KEEP);
        if (store.getFileStore() != null) {
            // H2 opens it without keeping any, and so without overwriting anything, as H2Url says.
            store.setReuseSpace(true);
        }
    }

    /** Whether H2 failed to write or sync it, so that nobody knows what of its last changes is on disk. */
    boolean hasFailed() {
        return store.getPanicException() != null
                || ordered().map(OrderedFile::hasFailed).orElse(false);
    }

    /** Closes it without writing anything; H2's own way to close it writes what is open and moves chunks. */
    void abandon() {
        store.closeImmediately();
    }

    /** The file as it is opened; empty in memory, and where its writes aren't ordered. */
    Optional<OrderedFile> ordered() {
        return Optional.ofNullable(name()).flatMap(OrderedPath::opened);
    }

    /** H2's name of the file; null in memory. */
    @Nullable
    String name() {
        FileStore<?> file = store.getFileStore();
        return file == null ? null : file.getFileName();
    }

    /** Whether it is open, and no commit waits in memory for H2's background writer. */
    boolean writesEachCommit() {
        return !store.isClosed() && store.getAutoCommitDelay() == 0;
    }

    /** Percentage of the chunks' bytes that is in use. */
    int fillRate() {
        FileStore<?> file = store.getFileStore();
        return file == null ? 100 : file.getChunksFillRate();
    }

    /**
     * Moves what is in use out of the emptiest chunks, so that they can be overwritten once that is committed; for a
     * database in memory nothing. Holds up commits meanwhile.
     *
     * @param bytes at most about so many
     * @return whether there was something to move
     */
    boolean compact(int targetFillRate, int bytes) {
        return store.compact(targetFillRate, bytes);
    }
}
