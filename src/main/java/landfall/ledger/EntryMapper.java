package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads {@link DecisionDao#COLUMNS}. */
public final class EntryMapper implements RowMapper<Entry> {

    /** Rows of this kind that are older than the column that says so. */
    static final String CLOSED = "closed";

    @Override
    public Entry map(ResultSet row, StatementContext context) throws SQLException {
        return entry(row);
    }

    static Entry entry(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        UUID id = row.getObject("id", UUID.class);
        Instant decidedAt = row.getObject("decided_at", OffsetDateTime.class).toInstant();
        Long standing = number(row, "standing");
        Instant since = instant(row, "standing_since");
        return new Entry(
                seq,
                id,
                row.getString("kind"),
                row.getString("source"),
                row.getString("external_id"),
                number(row, "previous"),
                number(row, "secret"),
                row.getString("status"),
                row.getString("owner"),
                row.getString("territory"),
                row.getString("rule"),
                row.getBytes("fingerprint"),
                decidedAt,
                Columns.map(row.getString("overlays")),
                number(row, "company"),
                Columns.strings(row.getString("company_keys")),
                row.getString("company_owner"),
                row.getString("company_territory"),
                Columns.numbers(row.getString("merged")),
                standing == null ? seq : standing,
                standing == null ? id : row.getObject("standing_id", UUID.class),
                since == null ? decidedAt : since,
                row.getBoolean("is_open") && !CLOSED.equals(row.getString("kind")),
                instant(row, "accept_by"),
                Columns.strings(row.getString("offered")),
                Columns.hold(row.getString("hold")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
