package landfall.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a {@link Wire} can cut at any statement, as a network, a server's end or the node's own would: what was not
 * committed is rolled back, and whoever uses it afterwards is told that it is gone.
 */
final class SimulatedConnection implements InvocationHandler {
    private static final Set<String> ANSWERED_WHEN_GONE = Set.of("close", "isClosed", "toString", "hashCode", "equals");

    private final Connection real;
    private final Wire wire;
    private final Consumer<SimulatedConnection> closed;
    private boolean gone;
    private boolean failed;

    SimulatedConnection(Connection real, Wire wire, Consumer<SimulatedConnection> closed) {
        this.real = real;
        this.wire = wire;
        this.closed = closed;
    }

    Connection proxy() {
        return proxy(Connection.class, this);
    }

    Connection real() {
        return real;
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (gone && !ANSWERED_WHEN_GONE.contains(name)) {
            throw new SQLException("this connection is gone", "08003");
        }
        return switch (name) {
            case "commit" -> commit();
            case "rollback" -> rollback();
            case "close" -> close();
            case "isClosed" -> gone;
            case "prepareStatement", "createStatement" -> statement(method, arguments);
            default -> call(real, method, arguments);
        };
    }

    private @Nullable Object statement(Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && ((String) arguments[0]).contains("; ")) {
            return proxy(PreparedStatement.class, new SeveralStatements(this, real, (String) arguments[0]));
        }
        boolean prepared = method.getName().equals("prepareStatement");
        String sql = prepared && arguments != null ? (String) arguments[0] : "";
        Object statement = call(real, method, arguments);
        InvocationHandler sending = (proxy, called, values) -> {
            if (!called.getName().startsWith("execute")) {
                return call(statement, called, values);
            }
            String text = prepared || values == null ? sql : (String) values[0];
            return this.<@Nullable Object>sent(text, () -> call(statement, called, values));
        };
        return prepared ? proxy(PreparedStatement.class, sending) : proxy(Statement.class, sending);
    }

    interface Work<T extends @Nullable Object> {
        T run() throws Throwable;
    }

    /** A statement on its way to the database and back. */
    <T extends @Nullable Object> T sent(String sql, Work<T> work) throws Throwable {
        if (gone) {
            throw new SQLException("this connection is gone", "08003");
        }
        if (failed) {
            throw new SQLException("a statement before it failed: nothing more until the transaction ends", "25P02");
        }
        try {
            wire.before(sql);
            if (gone) {
                throw new SQLException("this connection was cut meanwhile", "08003");
            }
            T result = work.run();
            wire.after(sql);
            return result;
        } catch (SQLException e) {
            if (isCut(e)) {
                cut();
            }
            failed = !gone && !real.getAutoCommit();
            throw e;
        } catch (Error e) {
            cut();
            throw e;
        }
    }

    @Nullable
    Object commit() throws Throwable {
        try {
            return sent(Wire.COMMIT, () -> {
                real.commit();
                return null;
            });
        } catch (SQLException e) {
            if (!gone) {
                rollback();
            }
            throw e;
        }
    }

    private @Nullable Object rollback() throws SQLException {
        failed = false;
        real.rollback();
        return null;
    }

    private @Nullable Object close() throws SQLException {
        if (!gone) {
            cut();
        }
        return null;
    }

    /** As the server does when it notices: what is under way is rolled back. */
    void cut() throws SQLException {
        if (!gone) {
            gone = true;
            if (!real.getAutoCommit()) {
                real.rollback();
                real.setAutoCommit(true);
            }
            closed.accept(this);
        }
    }

    private static boolean isCut(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
