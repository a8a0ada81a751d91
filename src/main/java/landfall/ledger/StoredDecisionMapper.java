package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads {@link DecisionDao#COLUMNS} and the bytes. */
public final class StoredDecisionMapper implements RowMapper<StoredDecision> {

    @Override
    public StoredDecision map(ResultSet row, StatementContext context) throws SQLException {
        Entry entry = EntryMapper.entry(row);
        return new StoredDecision(
                entry.seq(),
                DecisionIds.text(entry.id()),
                entry.kind(),
                new AccountKey(entry.source(), entry.externalId()),
                Optional.ofNullable(entry.previous()),
                entry.decidedAt(),
                DecisionIds.text(entry.standingId()),
                row.getBytes("decision"));
    }
}
