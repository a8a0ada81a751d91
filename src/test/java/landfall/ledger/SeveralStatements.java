package landfall.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several queries sent at once, as PostgreSQL takes them and H2 doesn't: one after the other, each of which sees what was
 * committed before it began.
 */
final class SeveralStatements implements InvocationHandler {
    private static final Pattern KNOWN = Pattern.compile("SELECT|INSERT|UPDATE");
    /** What H2 says for {@link BatchCommit#UPDATE_ROTATIONS}. */
    private static final String MERGE = BatchCommit.UPDATE_ROTATIONS.replaceFirst(
            "UPDATE rotation (SET .*) FROM (unnest.*) AS (n .*) WHERE (.*)",
            "MERGE INTO rotation USING (SELECT * FROM $2) AS $3 ON ($4) WHEN MATCHED THEN UPDATE $1");

    private final SimulatedConnection connection;
    private final List<String> texts;
    private final List<@Nullable PreparedStatement> parts = new ArrayList<>();
    /** Of each parameter the part that it belongs to. */
    private final List<Integer> partOf = new ArrayList<>();

    /** Of each parameter its number there. */
    private final List<Integer> numberIn = new ArrayList<>();

    private final List<@Nullable ResultSet> results = new ArrayList<>();
    private int current;

    SeveralStatements(SimulatedConnection connection, Connection real, String sql) throws SQLException {
        this.connection = connection;
        this.texts = Stream.of(sql.split(";", -1)).map(String::trim).toList();
        for (int part = 0; part < texts.size(); part++) {
            String text = texts.get(part);
            parts.add(
                    isKnown(text)
                            ? real.prepareStatement(text.equals(BatchCommit.UPDATE_ROTATIONS) ? MERGE : text)
                            : null);
            for (int number = 1;
                    number <= text.chars().filter(sign -> sign == '?').count();
                    number++) {
                partOf.add(part);
                numberIn.add(number);
            }
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "setLong", "setArray" -> bind(method, arguments);
            case "execute" -> execute();
            case "getResultSet" -> results.get(current);
            case "getMoreResults" -> ++current < results.size();
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    /** Whether H2 knows it: what asks PostgreSQL for the disk, or not to wait for it, changes nothing in memory. */
    private static boolean isKnown(String text) {
        return KNOWN.matcher(text).lookingAt() && !text.equals(PostgresDatabase.SYNC);
    }

    private @Nullable Object bind(Method method, Object @Nullable [] arguments) throws Throwable {
        int parameter = (Integer) Objects.requireNonNull(arguments)[0] - 1;
        PreparedStatement part = Objects.requireNonNull(parts.get(partOf.get(parameter)));
        return SimulatedConnection.call(part, method, new Object[] {numberIn.get(parameter), arguments[1]});
    }

    private boolean execute() throws Throwable {
        results.clear();
        current = 0;
        for (int i = 0; i < parts.size(); i++) {
            PreparedStatement part = parts.get(i);
            if (part != null) {
                results.add(connection.sent(texts.get(i), () -> part.execute() ? part.getResultSet() : null));
            } else {
                results.add(null);
                if (texts.get(i).equals(Wire.COMMIT)) {
                    connection.commit();
                } else {
                    connection.<@Nullable Object>sent(texts.get(i), () -> null);
                }
            }
        }
        return true;
    }
}
