package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows of the table {@code rotation}. */
public final class RotationMapper implements RowMapper<RotationState> {

    @Override
    public RotationState map(ResultSet row, StatementContext context) throws SQLException {
        return state(row);
    }

    static RotationState state(ResultSet row) throws SQLException {
        return Credits.state(
                row.getString("pool"), row.getLong("epoch"), row.getLong("turn"), row.getString("credits"));
    }
}
