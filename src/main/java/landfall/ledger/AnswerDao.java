package landfall.ledger;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Answers to calls with an idempotency key, until the key is forgotten. */
@RegisterRowMapper(AnsweredMapper.class)
interface AnswerDao {

    @SqlQuery(
            """
            SELECT seq, caller, event_key, fingerprint, answer FROM answer
            WHERE seq >= :first AND seq <= :last ORDER BY seq
            """)
    List<Answered> list(long first, long last);

    /**
     * The oldest ones that were decided before an id was, and which the key index knows. An id has the moment of its decision;
     * the row's own is earlier where the decision repeats another.
     */
    @SqlQuery(
            """
            SELECT a.seq, a.caller, a.event_key, a.fingerprint, a.answer
            FROM (SELECT seq, caller, event_key, fingerprint, answer FROM answer ORDER BY seq LIMIT :limit) a
            JOIN decision d ON d.seq = a.seq
            WHERE d.id < :before AND a.seq <= :indexed ORDER BY a.seq
            """)
    List<Answered> listOlder(UUID before, long indexed, int limit);

    @SqlBatch("DELETE FROM answer WHERE seq = :seq")
    void delete(List<Long> seq);
}
