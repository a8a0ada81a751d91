package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads {@link DecisionDao#COLUMNS}. */
public final class EntryMapper implements RowMapper<Entry> {

    @Override
    public Entry map(ResultSet row, StatementContext context) throws SQLException {
        return entry(row);
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getObject("id", UUID.class),
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
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                Columns.map(row.getString("overlays")),
                number(row, "company"),
                Columns.strings(row.getString("company_keys")),
                row.getString("company_owner"),
                row.getString("company_territory"),
                Columns.numbers(row.getString("merged")));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
