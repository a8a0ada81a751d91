package landfall.ledger;

import io.dropwizard.db.DataSourceFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.Constants;
import org.h2.store.fs.FilePath;

/**
 * Migrates an embedded database in a copy of its file, which takes the file's place once all of it is on disk. H2 commits each change of
 * a table by itself: were a migration cut short by a kill or a power failure, the next one would find half of it done and fail.
 */
final class AsideMigration {
    private static final String ASIDE = ".migrating";

    private AsideMigration() {}

    /**
     * Brings the tables to their newest form.
     *
     * @param connection the only one to the database; it is closed where another takes its place
     * @return a connection to the migrated database
     * @throws LedgerUnavailableException where the copy can't be made
     */
    static Connection run(DataSourceFactory settings, Connection connection) throws SQLException {
        H2File file = new H2File(connection);
        String name = file.name();
        OrderedFile there = file.ordered().orElse(null);
        if (name == null || there == null || Migration.isDone(connection)) {
            // In memory, or where it can't be copied: in place.
            Migration.run(connection);
            return connection;
        }
        FilePath place = FilePath.get(name);
        FilePath aside = FilePath.get(aside(name, Constants.SUFFIX_MV_FILE));
        try {
            copy(there, aside);
            migrate(settings, aside(settings.getUrl(), ";"));
            // Whoever wants the file meanwhile is refused.
            aside.moveTo(place, true);
            OrderedPath.syncFolder(place);
        } catch (IOException e) {
            throw new LedgerUnavailableException("the database can't be migrated: " + e.getMessage(), e);
        } finally {
            file.abandon();
            connection.close();
        }
        return LedgerDatabase.connect(settings);
    }

    private static String aside(String name, String before) {
        int end = name.indexOf(before);
        return end < 0 ? name + ASIDE : name.substring(0, end) + ASIDE + name.substring(end);
    }

    private static void copy(OrderedFile file, FilePath aside) throws IOException {
        aside.delete();
        try (FileChannel target = OrderedPath.plain(aside).open("rw")) {
            file.copyTo(target);
            target.force(true);
        }
    }

    private static void migrate(DataSourceFactory settings, String url) throws SQLException {
        try (Connection connection = LedgerDatabase.connect(url, settings)) {
            Migration.run(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
            // What is synced now is what takes the file's place.
            new H2File(connection).abandon();
        }
    }
}
