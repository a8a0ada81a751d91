package landfall.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column holds, the same in every database, though they name it differently. */
enum ColumnType {
    NUMBER(Long.class, Types.BIGINT),
    TEXT(String.class, Types.VARCHAR),
    BYTES(byte[].class, Types.BINARY),
    ID(UUID.class, Types.OTHER),
    TRUTH(Boolean.class, Types.BOOLEAN),
    DATE(LocalDate.class, Types.DATE),
    LOCAL_TIME(LocalDateTime.class, Types.TIMESTAMP),
    INSTANT(OffsetDateTime.class, Types.TIMESTAMP_WITH_TIMEZONE);

    private final Class<?> java;
    private final int sql;

    ColumnType(Class<?> java, int sql) {
        this.java = java;
        this.sql = sql;
    }

    /**
     * By the name that H2 or PostgreSQL has for it. Throws for a type that no table has had so far: whoever adds one says here
     * how it is copied.
     */
    static ColumnType of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bigint", "integer", "int8", "int4", "bigserial", "serial" -> NUMBER;
            case "character varying", "varchar", "text" -> TEXT;
            case "binary varying", "binary large object", "bytea" -> BYTES;
            case "uuid" -> ID;
            case "boolean", "bool" -> TRUTH;
            case "date" -> DATE;
            case "timestamp" -> LOCAL_TIME;
            case "timestamp with time zone", "timestamptz" -> INSTANT;
            default -> throw new IllegalStateException("nobody knows how to copy a column of type " + name);
        };
    }

    /** Null for NULL. */
    @Nullable
    Object read(ResultSet row, int index) throws SQLException {
        if (this == BYTES) {
            return row.getBytes(index);
        }
        if (this == NUMBER) {
            long number = row.getLong(index);
            return row.wasNull() ? null : number;
        }
        return row.getObject(index, java);
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, sql);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setObject(index, value);
        }
    }

    /** The same bytes for equal values, whichever database they come from. */
    static byte[] canonical(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        Object one = value instanceof OffsetDateTime time ? time.withOffsetSameInstant(ZoneOffset.UTC) : value;
        return one.toString().getBytes(StandardCharsets.UTF_8);
    }
}
