package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that were decided about after one position, each by its latest decision up to another: as they stood at one
 * moment, whatever is committed meanwhile. Takes a bit for each decision between the two. For one thread at a time.
 */
public final class BookPages {

    private static final int PAGE = 256;
    private static final int LONG_PAGE = 2_000;

    private static final String LINKS =
            """
            SELECT seq, previous FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
            """;
    private static final String ROWS =
            """
            SELECT seq, id, kind, source, external_id, status, owner, territory, rule, decided_at, standing_since, is_open,
                   decision
            FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
            """;

    /**
     * An account as it stands.
     *
     * @param decisionId of its latest decision
     * @param open not closed
     * @param since when it came to its owner
     * @param decision the record's exact bytes
     */
    public record Row(
            String decisionId,
            String kind,
            AccountKey account,
            String status,
            String owner,
            @Nullable String territory,
            @Nullable String rule,
            boolean open,
            Instant since,
            Instant decidedAt,
            byte[] decision) {}

    private final Jdbi jdbi;
    private final long after;
    private final long last;
    private final BitSet followed = new BitSet();
    private long position;
    private boolean linked;

    BookPages(Jdbi jdbi, long after, long last) {
        if (last - after >= Integer.MAX_VALUE) {
            throw new IllegalStateException("more decisions than can be told apart: " + (last - after));
        }
        this.jdbi = jdbi;
        this.after = after;
        this.last = last;
        this.position = after;
    }

    /** What comes after it is not in these pages: ask from there for what changed since. */
    public long cursor() {
        return last;
    }

    /** Some accounts, in the order of their latest decisions; null at the end. */
    public @Nullable List<Row> next() {
        if (!linked) {
            link();
            linked = true;
        }
        List<Row> rows = new ArrayList<>(PAGE);
        while (position < last && rows.isEmpty()) {
            position = page(ROWS, position, PAGE, row -> {
                if (!followed.get((int) (row.getLong("seq") - after))) {
                    rows.add(row(row));
                }
            });
        }
        return rows.isEmpty() ? null : rows;
    }

    private void link() {
        long read = after;
        while (read < last) {
            read = page(LINKS, read, LONG_PAGE, row -> {
                long previous = row.getLong("previous");
                if (previous > after) {
                    followed.set((int) (previous - after));
                }
            });
        }
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    private long page(String sql, long from, int most, Reading reading) {
        return jdbi.withHandle(handle -> {
            try {
                return page(handle.getConnection(), sql, from, most, reading);
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, null);
            }
        });
    }

    private long page(Connection connection, String sql, long from, int most, Reading reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, last);
            statement.setInt(3, most);
            long read = last;
            int count = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows);
                    read = rows.getLong("seq");
                    count++;
                }
            }
            return count < most ? last : read;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        OffsetDateTime since = row.getObject("standing_since", OffsetDateTime.class);
        return new Row(
                DecisionIds.text(row.getObject("id", UUID.class)),
                row.getString("kind"),
                new AccountKey(row.getString("source"), row.getString("external_id")),
                row.getString("status"),
                row.getString("owner"),
                row.getString("territory"),
                row.getString("rule"),
                row.getBoolean("is_open") && !EntryMapper.CLOSED.equals(row.getString("kind")),
                (since == null ? decidedAt : since).toInstant(),
                decidedAt.toInstant(),
                row.getBytes("decision"));
    }
}
