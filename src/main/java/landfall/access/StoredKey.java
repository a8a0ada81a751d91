package landfall.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import landfall.http.Role;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A key as the table has it.
 *
 * @param hash SHA-256 of the key
 */
public record StoredKey(ApiKey key, byte[] hash) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static String written(List<Role> roles) {
        return roles.stream().map(Role::word).collect(Collectors.joining(","));
    }

    static String json(List<String> teams) {
        try {
            return JSON.writeValueAsString(teams);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A role that this release doesn't know allows nothing. */
    private static List<Role> roles(String written) {
        return Arrays.stream(written.split(","))
                .flatMap(word ->
                        Arrays.stream(Role.values()).filter(role -> role.word().equals(word)))
                .toList();
    }

    private static List<String> teams(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a row. */
    public static final class Mapper implements RowMapper<StoredKey> {
        @Override
        public StoredKey map(ResultSet row, StatementContext context) throws SQLException {
            int perSecond = row.getInt("per_second");
            Integer limit = row.wasNull() ? null : perSecond;
            return new StoredKey(
                    new ApiKey(
                            row.getString("id"),
                            row.getString("name"),
                            row.getString("kind"),
                            roles(row.getString("roles")),
                            teams(row.getString("teams")),
                            limit,
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getString("created_by"),
                            instant(row, "expires_at"),
                            instant(row, "revoked_at"),
                            row.getString("revoked_by"),
                            instant(row, "used_at")),
                    row.getBytes("hash"));
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
    }
}
