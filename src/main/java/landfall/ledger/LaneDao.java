package landfall.ledger;

import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The row that nodes which share a database lock to decide, one after the other; it is never changed. */
interface LaneDao {

    /** Nobody else decides until the transaction ends. */
    @SqlQuery("SELECT id FROM lane WHERE id = 1 FOR UPDATE")
    int lock();
}
