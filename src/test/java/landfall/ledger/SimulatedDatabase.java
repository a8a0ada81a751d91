package landfall.ledger;

import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleScope;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one simulated node sees the database: shared as PostgreSQL is, or its own as an H2 file is, with a sync after each
 * commit.
 */
final class SimulatedDatabase extends LedgerDatabase {
    private final boolean shared;
    private final Source source;

    SimulatedDatabase(SimulatedStore store, boolean shared) {
        this(shared, new Source(store));
    }

    private SimulatedDatabase(boolean shared, Source source) {
        super(new DataSourceFactory(), SimulatedConnection.proxy(ManagedDataSource.class, source));
        jdbi().setHandleScope(source.scope);
        this.shared = shared;
        this.source = source;
    }

    /** What else happens while a statement is on its way happens on other threads, which share no handle with it. */
    private static final class Scope implements HandleScope {
        private @Nullable HandleSupplier current;

        @Override
        public @Nullable HandleSupplier get() {
            return current;
        }

        @Override
        public void set(HandleSupplier handle) {
            current = handle;
        }

        @Override
        public void clear() {
            current = null;
        }

        Wire aside(Wire wire) {
            return new Wire() {
                @Override
                public void before(String sql) throws SQLException {
                    aside(() -> wire.before(sql));
                }

                @Override
                public void after(String sql) throws SQLException {
                    aside(() -> wire.after(sql));
                }
            };
        }

        private void aside(Happening happening) throws SQLException {
            HandleSupplier outer = current;
            current = null;
            try {
                happening.happen();
            } finally {
                current = outer;
            }
        }
    }

    private interface Happening {
        void happen() throws SQLException;
    }

    private static final class Source implements java.lang.reflect.InvocationHandler {
        private final SimulatedStore store;
        private final Scope scope = new Scope();
        private Wire wire = Wire.CALM;
        private final List<SimulatedConnection> open = new ArrayList<>();

        Source(SimulatedStore store) {
            this.store = store;
        }

        Connection connect() throws SQLException {
            wire.before("CONNECT");
            SimulatedConnection connection = new SimulatedConnection(store.take(), scope.aside(wire), closed -> {
                open.remove(closed);
                store.giveBack(closed.real());
            });
            open.add(connection);
            return connection.proxy();
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
            return switch (method.getName()) {
                case "getConnection" -> connect();
                case "start", "stop" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }

        void cutAll() throws SQLException {
            for (SimulatedConnection connection : List.copyOf(open)) {
                connection.cut();
            }
        }
    }

    /** For another node. */
    SimulatedDatabase by(Wire way) {
        source.wire = way;
        return this;
    }

    /** The node is gone. */
    void cutAll() {
        try {
            source.cutAll();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Connection connect() throws SQLException {
        return source.connect();
    }

    int openConnections() {
        return source.open.size();
    }

    @Override
    void prepareLane(Connection connection) {}

    @Override
    void prepareCopying(Connection connection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Backup backup(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sync() {
        jdbi().useHandle(this::sync);
    }

    /** One thread runs all of it. */
    @Override
    <T> T alone(Supplier<T> writing) {
        return writing.get();
    }

    @Override
    void commit(Handle handle) {
        handle.commit();
        sync(handle);
    }

    private void sync(Handle handle) {
        if (!shared) {
            handle.execute("CHECKPOINT SYNC");
        }
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    boolean saysGone(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("08");
    }

    @Override
    boolean compact() {
        return false;
    }

    @Override
    public @Nullable String weakness() {
        return null;
    }
}
