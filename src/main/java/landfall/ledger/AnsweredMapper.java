package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows of the table {@code answer}. */
public final class AnsweredMapper implements RowMapper<Answered> {

    @Override
    public Answered map(ResultSet row, StatementContext context) throws SQLException {
        return answered(row);
    }

    static Answered answered(ResultSet row) throws SQLException {
        return new Answered(
                row.getLong("seq"),
                row.getString("caller"),
                row.getString("event_key"),
                row.getBytes("fingerprint"),
                row.getBytes("answer"));
    }
}
