package landfall.ruleset;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

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
                    Activation.Kind.of(row.getString("kind")),
                    row.getString("ticket"),
                    row.getBoolean("roster_by_api"),
                    row.getBoolean("rules_by_api"));
        }
    }

    public static final class OfAncestry implements RowMapper<Ancestry> {
        @Override
        public Ancestry map(ResultSet row, StatementContext context) throws SQLException {
            return new Ancestry(
                    row.getString("version"),
                    instant(row, "published_at"),
                    row.getString("published_by"),
                    row.getString("message"),
                    row.getString("base"),
                    text(row, "changed_rules"));
        }
    }

    public static final class OfProvenance implements RowMapper<Provenance> {
        @Override
        public Provenance map(ResultSet row, StatementContext context) throws SQLException {
            return new Provenance(row.getString("base"), text(row, "result"), text(row, "changed_rules"));
        }
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
