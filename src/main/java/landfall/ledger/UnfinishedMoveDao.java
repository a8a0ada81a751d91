package landfall.ledger;

import java.time.OffsetDateTime;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Marks a database into which another one is being moved, until it is there whole. */
public interface UnfinishedMoveDao {
    /** The one table that belongs to the database itself, and is not moved with it. */
    String TABLE = "unfinished_move";

    @SqlQuery("SELECT COUNT(*) > 0 FROM unfinished_move")
    boolean exists();

    @SqlUpdate("INSERT INTO unfinished_move (started_at) VALUES (:startedAt)")
    void insert(OffsetDateTime startedAt);

    @SqlUpdate("DELETE FROM unfinished_move")
    void delete();
}
