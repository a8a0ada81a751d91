package landfall.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed besides decisions: rows of tables that are only inserted into. A row's record is JSON with the name of its
 * table and its columns by name; of bytes it has their SHA-256.
 */
final class OtherRecords {

    /**
     * A table.
     *
     * @param key its columns that name a row, in SQL as one text
     * @param order columns by which rows came
     */
    private record Source(String table, String key, String order) {}

    private static final List<Source> SOURCES = List.of(
            new Source("rule_set_version", "version", "published_at, version"),
            new Source("roster_version", "version", "published_at, version"),
            new Source("approval", "CAST(number AS VARCHAR)", "number"),
            new Source("activation", "CAST(number AS VARCHAR)", "number"),
            new Source("scheduled_activation", "id", "id"),
            new Source("scheduled_activation_end", "id", "ended_at, id"),
            new Source("realignment", "id", "asked_at, id"),
            new Source("realignment_approval", "realignment || '/' || CAST(number AS VARCHAR)", "decided_at"),
            new Source("move_run", "id", "ordered_at, id"),
            new Source("move_run_stop", "run", "stopped_at, run"),
            new Source("move_run_end", "run", "ended_at, run"),
            new Source("api_key", "id", "created_at, id"),
            new Source("api_key_revocation", "id", "revoked_at, id"));

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A row that is not sealed yet. */
    record Row(String kind, String reference, byte[] record) {}

    /** Table by table, and within one as they came. */
    List<Row> unsealed(Handle handle, int most) {
        List<Row> rows = new ArrayList<>();
        for (Source source : SOURCES) {
            if (rows.size() < most && count(handle, source) > sealed(handle, source)) {
                rows.addAll(unsealed(handle, source, most - rows.size()));
            }
        }
        return rows;
    }

    private static long count(Handle handle, Source source) {
        return handle.createQuery("SELECT COUNT(*) FROM " + source.table())
                .mapTo(Long.class)
                .one();
    }

    private static long sealed(Handle handle, Source source) {
        return handle.attach(SealDao.class).countRecords(source.table());
    }

    private static List<Row> unsealed(Handle handle, Source source, int most) {
        String sql = "SELECT " + source.key() + " AS reference_, t.* FROM " + source.table()
                + " t WHERE NOT EXISTS (SELECT 1 FROM seal_record WHERE kind = :kind AND reference = " + source.key()
                + ") ORDER BY " + source.order() + " LIMIT :most";
        return handle.createQuery(sql)
                .bind("kind", source.table())
                .bind("most", most)
                .map((row, context) -> new Row(source.table(), row.getString(1), record(source.table(), row)))
                .list();
    }

    private static byte[] record(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            Object value = value(row, i);
            if (value != null) {
                fields.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
            }
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("table", table);
        record.putAll(fields);
        try {
            return JSON.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a row that has no JSON form", impossible);
        }
    }

    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) == null) {
            return null;
        }
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Map.of("sha256", HexFormat.of().formatHex(TreeHasher.sha256().digest(row.getBytes(column))));
            case Types.BOOLEAN, Types.BIT -> row.getBoolean(column);
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> row.getLong(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                row.getObject(column, OffsetDateTime.class).toInstant().toString();
            default -> row.getString(column);
        };
    }
}
