package landfall.ledger;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The key index: slot to decision. */
interface KeyIndexDao {

    /** Slots in use, in order. */
    @SqlQuery("SELECT slot FROM key_index WHERE slot > :after ORDER BY slot LIMIT :limit")
    List<Long> list(long after, int limit);

    @SqlQuery("SELECT COUNT(*) FROM key_index")
    long count();

    /** A slot whose neighbour is taken stays: the neighbour may have been put there because of it. */
    @SqlBatch(
            """
            DELETE FROM key_index WHERE slot = :slot AND seq = :seq
            AND NOT EXISTS (SELECT 1 FROM key_index n WHERE n.slot = CAST(:slot AS BIGINT) + 1)
            """)
    void delete(List<Long> slot, List<Long> seq);

    @SqlQuery("SELECT indexed FROM key_index_position WHERE id = 1")
    long position();

    /** Nobody else moves it until the transaction ends. */
    @SqlQuery("SELECT indexed FROM key_index_position WHERE id = 1 FOR UPDATE")
    long lockPosition();

    @SqlUpdate("UPDATE key_index_position SET indexed = :indexed WHERE id = 1")
    void moveTo(long indexed);
}
