package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
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
    /** What {@link #row} reads. */
    static final String COLUMNS =
            """
            SELECT seq, id, kind, source, external_id, status, owner, territory, rule, overlays, decided_at, standing_since,
                   is_open, hold, decision
            """;

    private static final String ROWS = COLUMNS + "FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?";

    /**
     * An account as it stands.
     *
     * @param seq number of its latest decision
     * @param decisionId of its latest decision
     * @param overlays rep by overlay role
     * @param open not closed
     * @param since when it came to its owner
     * @param hold what keeps it there, or kept it until a while ago; null where nothing does
     * @param decision the record's exact bytes
     */
    public record Row(
            long seq,
            String decisionId,
            String kind,
            AccountKey account,
            String status,
            String owner,
            @Nullable String territory,
            @Nullable String rule,
            Map<String, String> overlays,
            boolean open,
            Instant since,
            Instant decidedAt,
            @Nullable Hold hold,
            byte[] decision) {}

    private final DecisionPages pages;
    private final long after;
    private final long last;
    private final BitSet followed = new BitSet();
    private long position;
    private boolean linked;

    BookPages(Jdbi jdbi, long after, long last) {
        if (last - after >= Integer.MAX_VALUE) {
            throw new IllegalStateException("more decisions than can be told apart: " + (last - after));
        }
        this.pages = new DecisionPages(jdbi, last);
        this.after = after;
        this.last = last;
        this.position = after;
    }

    /** What comes after it is not in these pages: ask from there for what changed since. */
    public long cursor() {
        return last;
    }

    /** Number of the last decision that was read. */
    public long position() {
        return position;
    }

    /** Some accounts, in the order of their latest decisions; null at the end. */
    public @Nullable List<Row> next() {
        if (!linked) {
            link();
            linked = true;
        }
        List<Row> rows = new ArrayList<>(PAGE);
        while (position < last && rows.isEmpty()) {
            position = pages.read(ROWS, position, PAGE, row -> {
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
            read = pages.read(LINKS, read, LONG_PAGE, row -> {
                long previous = row.getLong("previous");
                if (previous > after) {
                    followed.set((int) (previous - after));
                }
            });
        }
    }

    static Row row(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        OffsetDateTime since = row.getObject("standing_since", OffsetDateTime.class);
        return new Row(
                row.getLong("seq"),
                DecisionIds.text(row.getObject("id", UUID.class)),
                row.getString("kind"),
                new AccountKey(row.getString("source"), row.getString("external_id")),
                row.getString("status"),
                row.getString("owner"),
                row.getString("territory"),
                row.getString("rule"),
                Columns.map(row.getString("overlays")),
                row.getBoolean("is_open") && !EntryMapper.CLOSED.equals(row.getString("kind")),
                (since == null ? decidedAt : since).toInstant(),
                decidedAt.toInstant(),
                Columns.hold(row.getString("hold")),
                row.getBytes("decision"));
    }
}
