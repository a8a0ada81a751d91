package landfall.ledger;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Accounts that wait for a person; the lane writes them ({@link LaneStatements}). */
interface WaitingDao {

    /** The longest waiting first. */
    @SqlQuery(
            """
            SELECT seq FROM waiting WHERE territory = :territory AND seq > :after AND seq <= :last
            ORDER BY seq LIMIT :limit
            """)
    List<Long> list(String territory, long after, long last, int limit);

    @SqlQuery("SELECT COUNT(*) FROM waiting WHERE territory = :territory AND seq <= :last")
    long count(String territory, long last);
}
