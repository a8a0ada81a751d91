package landfall.ruleset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of {@link VersionDao} as records. */
final class VersionMappers {

    private VersionMappers() {}

    public static final class OfFiles implements RowMapper<PublishedFiles> {
        @Override
        public PublishedFiles map(ResultSet row, StatementContext context) throws SQLException {
            return new PublishedFiles(
                    row.getString("version"),
                    FileArchive.unpack(row.getBytes("files")),
                    instant(row, "published_at"),
                    row.getString("published_by"),
                    row.getString("message"));
        }
    }

    public static final class OfPublication implements RowMapper<Publication> {
        @Override
        public Publication map(ResultSet row, StatementContext context) throws SQLException {
            return new Publication(
                    row.getString("version"),
                    instant(row, "published_at"),
                    row.getString("published_by"),
                    row.getString("message"));
        }
    }

    public static final class OfActivation implements RowMapper<Activation> {
        @Override
        public Activation map(ResultSet row, StatementContext context) throws SQLException {
            return new Activation(
                    row.getString("rule_set_version"),
                    row.getString("roster_version"),
                    instant(row, "activated_at"),
                    row.getString("activated_by"),
                    row.getString("reason"),
                    row.getBoolean("roster_by_api"));
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
