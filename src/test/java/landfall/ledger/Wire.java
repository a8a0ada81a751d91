package landfall.ledger;

import java.sql.SQLException;

/**
 * The way between a simulated node and its database. At each moment others may do something first; an exception of class 08
 * cuts the connection there, any other one fails the statement, an {@link Error} ends the node.
 */
public interface Wire {
    /** What ends a transaction, as {@link #before} and {@link #after} name it. */
    String COMMIT = "COMMIT";

    /** Nothing of it has happened yet. */
    void before(String sql) throws SQLException;

    /** It took place; the node doesn't know yet. */
    void after(String sql) throws SQLException;

    /** Nothing ever happens on it. */
    Wire CALM = new Wire() {
        @Override
        public void before(String sql) {}

        @Override
        public void after(String sql) {}
    };
}
