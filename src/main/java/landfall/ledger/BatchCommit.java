package landfall.ledger;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a batch's rows and commits them in one round trip, for a database that is far away: others wait for the lane
 * meanwhile. Each column is an array, so that a statement stays the same for any number of rows; a column that no row of the
 * batch has is left out. PostgreSQL skips what follows a statement that failed, the commit as well. Prepared once for a
 * connection.
 */
final class BatchCommit {

    /** Of a column: as SQL names it, as PostgreSQL does, and what arrays of it its driver sends fastest. */
    private enum Type {
        NUMBER("BIGINT", "int8", Long.class),
        TEXT("VARCHAR", "varchar", String.class),
        BYTES("BYTEA", "bytea", byte[].class),
        ID("UUID", "uuid", Object.class),
        MOMENT("TIMESTAMP WITH TIME ZONE", "timestamptz", Object.class),
        FLAG("BOOLEAN", "bool", Boolean.class);

        private final String sql;
        private final String name;
        private final Class<?> element;

        Type(String sql, String name, Class<?> element) {
            this.sql = sql;
            this.name = name;
            this.element = element;
        }
    }

    private record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {}

    private record Decision(Entry entry, byte[] bytes) {}

    private static final List<Column<Decision>> DECISION = List.of(
            decision("seq", Type.NUMBER, Entry::seq),
            decision("id", Type.ID, Entry::id),
            decision("kind", Type.TEXT, Entry::kind),
            decision("source", Type.TEXT, Entry::source),
            decision("external_id", Type.TEXT, Entry::externalId),
            decision("previous", Type.NUMBER, Entry::previous),
            decision("secret", Type.NUMBER, Entry::secret),
            decision("status", Type.TEXT, Entry::status),
            decision("owner", Type.TEXT, Entry::owner),
            decision("territory", Type.TEXT, Entry::territory),
            decision("rule", Type.TEXT, Entry::rule),
            decision("fingerprint", Type.BYTES, Entry::fingerprint),
            decision("decided_at", Type.MOMENT, Entry::decidedAtUtc),
            decision("overlays", Type.TEXT, entry -> Columns.text(entry.overlays())),
            decision("company", Type.NUMBER, Entry::company),
            decision("company_keys", Type.TEXT, entry -> Columns.text(entry.companyKeys())),
            decision("company_owner", Type.TEXT, Entry::companyOwner),
            decision("company_territory", Type.TEXT, Entry::companyTerritory),
            decision("merged", Type.TEXT, entry -> Columns.text(entry.merged())),
            decision("standing", Type.NUMBER, Entry::earlierStanding),
            decision("standing_id", Type.ID, Entry::earlierStandingId),
            decision("standing_since", Type.MOMENT, Entry::earlierStandingSinceUtc),
            decision("is_open", Type.FLAG, Entry::open),
            decision("accept_by", Type.MOMENT, Entry::acceptByUtc),
            decision("offered", Type.TEXT, entry -> Columns.text(entry.offered())),
            decision("hold", Type.TEXT, entry -> Columns.text(entry.hold())),
            new Column<>("decision", Type.BYTES, Decision::bytes));

    private static final List<Column<Answered>> ANSWER = List.of(
            new Column<>("seq", Type.NUMBER, Answered::seq),
            new Column<>("caller", Type.TEXT, Answered::caller),
            new Column<>("event_key", Type.TEXT, Answered::eventKey),
            new Column<>("fingerprint", Type.BYTES, Answered::fingerprint),
            new Column<>("answer", Type.BYTES, Answered::answer));

    private static final List<Column<LaneStatements.Sealed>> PERSONAL = List.of(
            new Column<>("seq", Type.NUMBER, LaneStatements.Sealed::seq),
            new Column<>("secret", Type.BYTES, LaneStatements.Sealed::secret),
            new Column<>("sealed", Type.BYTES, LaneStatements.Sealed::sealed));

    private record Turn(RotationState state, long movedBy) {}

    private static final List<Column<Turn>> TURN = List.of(
            new Column<>("epoch", Type.NUMBER, turn -> turn.state.epoch()),
            new Column<>("turn", Type.NUMBER, turn -> turn.state.turn()),
            new Column<>("credits", Type.TEXT, turn -> Credits.text(turn.state)),
            new Column<>("moved_by", Type.NUMBER, Turn::movedBy),
            new Column<>("pool", Type.TEXT, turn -> turn.state.pool()));

    /** PostgreSQL's own way of changing many rows. */
    static final String UPDATE_ROTATIONS = update(TURN);
    /** The log is written in order, so the record that is waited for is on disk only after the commit. */
    private static final String COMMIT = "COMMIT; " + PostgresDatabase.SYNC;
    /** There are as many as there are choices of columns, of which few occur. */
    private static final int MOST_PREPARED = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    BatchCommit(Handle handle) {
        this.connection = handle.getConnection();
    }

    private static Column<Decision> decision(String name, Type type, Function<Entry, @Nullable Object> value) {
        return new Column<>(name, type, row -> value.apply(row.entry));
    }

    private static <T> String insert(String table, List<Column<T>> columns) {
        String names = names(columns);
        return "INSERT INTO " + table + " (" + names + ") SELECT " + names + " FROM " + arrays(columns) + " AS n ("
                + names + ")";
    }

    private static String update(List<Column<Turn>> columns) {
        return "UPDATE rotation SET epoch = n.epoch, turn = n.turn, credits = n.credits, moved_by = n.moved_by FROM "
                + arrays(columns) + " AS n (" + names(columns) + ") WHERE rotation.pool = n.pool";
    }

    private static <T> String names(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static <T> String arrays(List<Column<T>> columns) {
        return columns.stream()
                .map(column -> "CAST(? AS " + column.type.sql + " ARRAY)")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** Returns once it is on disk. */
    void run(BatchRows rows) {
        List<Decision> decisions = IntStream.range(0, rows.written().size())
                .mapToObj(i ->
                        new Decision(rows.written().get(i).entry(), rows.bytes().get(i)))
                .toList();
        List<Turn> turns =
                rows.turns().stream().map(state -> new Turn(state, rows.last())).toList();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(DECISION, decisions, columns -> insert("decision", columns)));
        parts.add(Part.of(ANSWER, rows.answers(), columns -> insert("answer", columns)));
        parts.add(Part.of(PERSONAL, rows.personal(), columns -> insert("personal", columns)));
        parts.add(Part.of(TURN, turns, columns -> UPDATE_ROTATIONS));
        parts.removeIf(part -> part.values.isEmpty());
        String sql = parts.stream().map(Part::sql).collect(Collectors.joining("; ", "", "; " + COMMIT));
        try {
            PreparedStatement statement = prepared(sql);
            int next = 1;
            for (Part part : parts) {
                next = part.bind(connection, statement, next);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            if (prepared.size() >= MOST_PREPARED) {
                for (PreparedStatement old : prepared.values()) {
                    old.close();
                }
                prepared.clear();
            }
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    private record Values(Type type, @Nullable Object[] values) {}

    /** A statement, and the columns it takes; none where there are no rows. */
    private record Part(String sql, List<Values> values) {

        static <T> Part of(List<Column<T>> columns, List<T> rows, Function<List<Column<T>>, String> statement) {
            List<Column<T>> filled = new ArrayList<>(columns.size());
            List<Values> values = new ArrayList<>(columns.size());
            for (Column<T> column : columns) {
                @Nullable Object[] array = values(column, rows);
                if (Arrays.stream(array).anyMatch(Objects::nonNull)) {
                    filled.add(column);
                    values.add(new Values(column.type, array));
                }
            }
            return new Part(rows.isEmpty() ? "" : statement.apply(filled), values);
        }

        private static <T> @Nullable Object[] values(Column<T> column, List<T> rows) {
            @Nullable Object[] values = (Object[]) Array.newInstance(column.type.element, rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.value.apply(rows.get(i));
            }
            return values;
        }

        /** Returns the number of the parameter that follows. */
        int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
            int next = first;
            for (Values column : values) {
                statement.setArray(next++, connection.createArrayOf(column.type.name, column.values));
            }
            return next;
        }
    }
}
