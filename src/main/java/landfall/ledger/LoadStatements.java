package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Adds to the stored open assignments, many at once: plain JDBC, since the lane's commits wait meanwhile. */
final class LoadStatements {
    private static final String ADD =
            """
            UPDATE open_load SET assignments = assignments + ? WHERE rep = ? AND since = ?
            """;
    private static final String INSERT =
            """
            INSERT INTO open_load (assignments, rep, since) VALUES (?, ?, ?)
            """;
    private static final String DELETE =
            """
            DELETE FROM open_load WHERE assignments = ? AND rep = ? AND since = ?
            """;
    /** The values of a statement are kept until it is run. */
    private static final int SLICE = 1_000;

    private final Connection connection;

    LoadStatements(Connection connection) {
        this.connection = connection;
    }

    /** @param assignments that came, or that went where it is less than 0 */
    private record Change(int assignments, String rep, LocalDate since) {
        Change nothingLeft() {
            return new Change(0, rep, since);
        }
    }

    void add(OpenLoad load) {
        List<Change> changes = new ArrayList<>();
        load.byRepAndDay()
                .forEach((rep, days) ->
                        days.forEach((day, more) -> changes.add(new Change(more, rep, LocalDate.ofEpochDay(day)))));
        for (int from = 0; from < changes.size(); from += SLICE) {
            write(changes.subList(from, Math.min(from + SLICE, changes.size())));
        }
    }

    private void write(List<Change> changes) {
        int[] changed = run(ADD, changes);
        List<Change> inserts = new ArrayList<>();
        List<Change> deletes = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            Change change = changes.get(i);
            if (changed[i] == 0) {
                inserts.add(change);
            } else if (change.assignments < 0) {
                deletes.add(change.nothingLeft());
            }
        }
        run(INSERT, inserts);
        run(DELETE, deletes);
    }

    /** Of each, how many rows it changed. */
    private int[] run(String sql, List<Change> changes) {
        if (changes.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Change change : changes) {
                statement.setInt(1, change.assignments);
                statement.setString(2, change.rep);
                statement.setObject(3, change.since);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
