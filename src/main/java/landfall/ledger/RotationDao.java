package landfall.ledger;

import java.util.List;
import landfall.rotation.RotationState;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Where each pool's rotation stands; the lane writes it ({@link LaneStatements}). */
@RegisterRowMapper(RotationMapper.class)
interface RotationDao {

    @SqlQuery("SELECT pool, epoch, turn, credits FROM rotation ORDER BY pool")
    List<RotationState> list();

    /** Those that a decision after that one moved. */
    @SqlQuery("SELECT pool, epoch, turn, credits FROM rotation WHERE moved_by > :after")
    List<RotationState> listMovedAfter(long after);
}
