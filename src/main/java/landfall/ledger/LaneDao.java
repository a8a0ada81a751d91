package landfall.ledger;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The row that nodes which share a database lock to decide, one after the other. */
interface LaneDao {

    /** Number of the newest decision; nobody else decides until the transaction ends. */
    @SqlQuery("SELECT last FROM lane WHERE id = 1 FOR UPDATE")
    long lock();

    /** Number of the newest decision that is committed. */
    @SqlQuery("SELECT last FROM lane WHERE id = 1")
    long last();

    @SqlUpdate("UPDATE lane SET last = :last WHERE id = 1")
    void moveTo(long last);
}
