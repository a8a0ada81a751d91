package landfall.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, in short.
 *
 * @param decisions how many, numbered from 1 without a gap
 * @param lastId of the newest decision; null where there is none
 * @param lastDecidedAt its moment; null where there is none
 */
public record LedgerContents(long decisions, @Nullable String lastId, @Nullable Instant lastDecidedAt) {

    /**
     * Reads it.
     *
     * @throws BackupException where decisions are missing
     * @throws SQLException where it can't be read, or is no database of Landfall's
     */
    public static LedgerContents read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(
                        "SELECT COUNT(*), COALESCE(MIN(seq), 1), COALESCE(MAX(seq), 0) FROM decision")) {
            counts.next();
            long count = counts.getLong(1);
            if (counts.getLong(2) != 1 || counts.getLong(3) != count) {
                throw new BackupException("decisions are missing: there are " + count + ", with numbers from "
                        + counts.getLong(2) + " to " + counts.getLong(3));
            }
            return count == 0 ? new LedgerContents(0, null, null) : last(statement, count);
        }
    }

    private static LedgerContents last(Statement statement, long count) throws SQLException {
        try (ResultSet last = statement.executeQuery("SELECT id, decided_at FROM decision WHERE seq = " + count)) {
            last.next();
            return new LedgerContents(
                    count,
                    DecisionIds.text(last.getObject(1, UUID.class)),
                    last.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return decisions == 0
                ? "no decision yet"
                : String.format(
                        java.util.Locale.ROOT,
                        "%,d decisions, the last one %s of %s",
                        decisions,
                        lastId,
                        lastDecidedAt);
    }
}
