package landfall.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.UnfinishedMoveDao;

/**
 * Copies all that a database holds into an empty one, which is marked until it is there whole: until then no service starts on
 * it, and a move that is run again begins anew. Nobody may use either meanwhile. What was copied is read back and compared.
 */
public final class Move {
    /** Tables that have a row from their making on. */
    static final Set<String> NEVER_EMPTY =
            Set.of("lane", "node_lock", "key_index_position", "move_run_lock", "quality_position");

    private final LedgerDatabase from;
    private final LedgerDatabase to;
    private final InstantSource clock;

    /**
     * From one database to another.
     *
     * @param to opened by {@link LedgerDatabase#openEvenUnfinished}
     */
    public Move(LedgerDatabase from, LedgerDatabase to, InstantSource clock) {
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    /** Is told how far it is. */
    public interface Progress {
        /**
         * Before the first step.
         *
         * @param rows to be copied, and then to be read back
         */
        void begins(long rows);

        /** One more of them. */
        void step();
    }

    /**
     * Moves everything.
     *
     * @return the tables, as both databases now have them
     * @throws MoveRefusedException where a database is in use, the target is not empty, or what was copied is not the same
     */
    public List<Moved> run(Progress progress) {
        try (Connection reading = from.openForCopying();
                Connection writing = to.openForCopying()) {
            // from its first statement on, all that is read is of one moment; and nobody who comes now decides
            TableCopy.execute("SELECT id FROM lane WHERE id = 1 FOR UPDATE", reading);
            refuseWhereInUse(reading, "the database that is to be moved");
            refuseWhereInUse(writing, "the database that it is to be moved to");
            List<Table> tables = Tables.list(reading);
            if (!tables.equals(Tables.list(writing))) {
                throw new MoveRefusedException(
                        "the two databases have different tables: a table that isn't Landfall's must not be there");
            }
            mark(tables, writing);
            return move(tables, reading, writing, progress);
        } catch (SQLException e) {
            throw new MoveRefusedException(
                    "not everything was moved; run it again when this is mended: " + e.getMessage(), e);
        }
    }

    private List<Moved> move(List<Table> tables, Connection reading, Connection writing, Progress progress)
            throws SQLException {
        long rows = 0;
        for (Table table : tables) {
            rows += TableCopy.count(table, reading);
        }
        progress.begins(2 * rows);
        List<Moved> copied = new ArrayList<>();
        for (Table table : tables) {
            copied.add(TableCopy.copy(table, reading, writing, progress::step));
            TableCopy.countOn(table, writing);
        }
        to.sync();
        for (int i = 0; i < tables.size(); i++) {
            Moved there = TableCopy.digest(tables.get(i), writing, progress::step);
            if (!there.equals(copied.get(i))) {
                throw new MoveRefusedException(
                        "what was copied is not the same: " + copied.get(i) + " became " + there);
            }
        }
        writing.commit();
        TableCopy.execute("ANALYZE", writing);
        writing.commit();
        to.jdbi().useExtension(UnfinishedMoveDao.class, UnfinishedMoveDao::delete);
        to.sync();
        return copied;
    }

    private void mark(List<Table> tables, Connection writing) throws SQLException {
        if (!to.jdbi().withExtension(UnfinishedMoveDao.class, UnfinishedMoveDao::exists)) {
            refuseWhereFull(tables, writing);
            to.jdbi()
                    .useExtension(
                            UnfinishedMoveDao.class,
                            move -> move.insert(clock.instant().atOffset(ZoneOffset.UTC)));
            to.sync();
        }
        clear(tables, writing);
    }

    private static void refuseWhereFull(List<Table> tables, Connection writing) throws SQLException {
        for (Table table : tables) {
            long rows = NEVER_EMPTY.contains(table.name()) ? 0 : TableCopy.count(table, writing);
            if (rows > 0) {
                throw new MoveRefusedException("the database that it is to be moved to is not empty: its table "
                        + table.name() + " has " + rows + " rows");
            }
        }
    }

    /** Rows that others point at can't be truncated. */
    private static void clear(List<Table> tables, Connection writing) throws SQLException {
        Set<String> pointedAt =
                tables.stream().flatMap(table -> table.references().stream()).collect(Collectors.toSet());
        for (int i = tables.size() - 1; i >= 0; i--) {
            String table = tables.get(i).name();
            TableCopy.execute((pointedAt.contains(table) ? "DELETE FROM " : "TRUNCATE TABLE ") + table, writing);
        }
        writing.commit();
    }

    /** The embedded one is this process's alone, and has no nodes. */
    private static void refuseWhereInUse(Connection connection, String which) throws SQLException {
        try (PreparedStatement living = connection.prepareStatement(
                        "SELECT name FROM node WHERE seen_at > CURRENT_TIMESTAMP - INTERVAL '3' SECOND");
                ResultSet nodes = living.executeQuery()) {
            if (nodes.next()) {
                throw new MoveRefusedException(
                        which + " is in use by the node " + nodes.getString("name") + ": stop every node first");
            }
        }
    }
}
