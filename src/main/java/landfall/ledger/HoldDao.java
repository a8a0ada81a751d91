package landfall.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Decisions that hold an account; the lane writes them ({@link LaneStatements}). */
interface HoldDao {

    /** Those that are not over, in order of time; some of them were lifted or replaced since. */
    @SqlQuery(
            """
            SELECT seq FROM account_hold WHERE seq > :after AND seq <= :last AND held_until > :now
            ORDER BY seq LIMIT :limit
            """)
    List<Long> list(long after, long last, OffsetDateTime now, int limit);

    /** Forgets some that are over; the decisions stay. */
    @SqlUpdate(
            """
            DELETE FROM account_hold WHERE seq IN (
                SELECT seq FROM account_hold WHERE held_until < :before ORDER BY held_until LIMIT :limit)
            """)
    int deleteOver(OffsetDateTime before, int limit);
}
