package landfall.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What is tested on every database: embedded here, on PostgreSQL by the subclasses in {@link PostgresLedgerTest}. */
abstract class AnyDatabase {

    @TempDir
    Path folder;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }
}
