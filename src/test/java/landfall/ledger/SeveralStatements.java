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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several queries sent at once, as PostgreSQL takes them and H2 doesn't: one after the other, each of which sees what was
 * committed before it began.
 */
final class SeveralStatements implements InvocationHandler {
    private final SimulatedConnection connection;
    private final List<String> texts;
    private final List<@Nullable PreparedStatement> parts = new ArrayList<>();
    private final List<@Nullable ResultSet> results = new ArrayList<>();
    private int current;

    SeveralStatements(SimulatedConnection connection, Connection real, String sql) throws SQLException {
        this.connection = connection;
        this.texts = Stream.of(sql.split(";", -1)).map(String::trim).toList();
        for (String text : texts) {
            parts.add(isQuery(text) ? real.prepareStatement(text) : null);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "setLong" -> bind(arguments);
            case "execute" -> execute();
            case "getResultSet" -> results.get(current);
            case "getMoreResults" -> ++current < results.size();
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    /** Whether H2 knows it: what asks PostgreSQL for the disk, or not to wait for it, changes nothing in memory. */
    private static boolean isQuery(String text) {
        return text.startsWith("SELECT") && !text.equals(PostgresDatabase.SYNC);
    }

    /** Each query has one parameter. */
    private @Nullable Object bind(Object @Nullable [] arguments) throws SQLException {
        if (arguments != null) {
            Objects.requireNonNull(parts.get((Integer) arguments[0] - 1)).setLong(1, (Long) arguments[1]);
        }
        return null;
    }

    private boolean execute() throws Throwable {
        results.clear();
        current = 0;
        for (int i = 0; i < parts.size(); i++) {
            PreparedStatement part = parts.get(i);
            if (part != null) {
                results.add(connection.sent(texts.get(i), part::executeQuery));
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
