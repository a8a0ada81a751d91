package landfall.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Offers that wait for their rep; the lane writes them ({@link LaneStatements}). */
interface OfferDao {

    /** One offer, by the decision that made it. */
    record Row(long seq, UUID id, OffsetDateTime acceptBy) {}

    @SqlQuery("SELECT seq, id, accept_by FROM offer ORDER BY seq")
    @RegisterConstructorMapper(Row.class)
    List<Row> list();
}
