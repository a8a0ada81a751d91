package landfall.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Decisions: read here, inserted by the lane ({@link LaneStatements}), never changed. */
@RegisterRowMapper(EntryMapper.class)
@RegisterRowMapper(StoredDecisionMapper.class)
interface DecisionDao {

    String COLUMNS =
            """
            seq, id, kind, source, external_id, previous, secret, status, owner, territory, rule, fingerprint,
            decided_at, overlays, company, company_keys, company_owner, company_territory, merged,
            standing, standing_id, standing_since, is_open, accept_by, offered, hold
            """;

    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE seq = :seq")
    Optional<Entry> find(long seq);

    /** How many decisions of some kinds were made in each quarter of an hour, by source. */
    @SqlQuery(
            """
            SELECT CAST(FLOOR(EXTRACT(EPOCH FROM decided_at) / 900) AS BIGINT) AS quarter, source, kind,
                   COUNT(*) AS calls
            FROM decision
            WHERE seq > :after AND seq <= :last AND decided_at >= :from AND decided_at < :to AND kind IN (<kinds>)
            GROUP BY quarter, source, kind
            """)
    @RegisterConstructorMapper(CallCount.class)
    List<CallCount> countCalls(
            long after, long last, OffsetDateTime from, OffsetDateTime to, @BindList("kinds") List<String> kinds);

    /** In order of time. */
    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE seq > :after ORDER BY seq LIMIT :limit")
    List<Entry> list(long after, int limit);

    @SqlQuery("SELECT " + COLUMNS + ", decision FROM decision WHERE id = :id")
    Optional<StoredDecision> findStored(UUID id);

    @SqlQuery("SELECT " + COLUMNS + ", decision FROM decision WHERE seq = :seq")
    Optional<StoredDecision> findStored(long seq);

    /** In order of time. */
    @SqlQuery("SELECT " + COLUMNS
            + ", decision FROM decision WHERE seq > :after AND seq <= :last ORDER BY seq LIMIT :limit")
    List<StoredDecision> listStored(long after, long last, int limit);

    /** Their exact bytes, in order of time. */
    @SqlQuery(
            "SELECT seq, decision AS bytes FROM decision WHERE seq > :after AND seq <= :last ORDER BY seq LIMIT :limit")
    @RegisterConstructorMapper(DecisionBytes.class)
    List<DecisionBytes> listBytes(long after, long last, int limit);

    /** Number of the first decision with this id or a later one. */
    @SqlQuery("SELECT seq FROM decision WHERE id >= :id ORDER BY id LIMIT 1")
    Optional<Long> firstFrom(UUID id);

    @SqlQuery("SELECT seq FROM decision ORDER BY seq DESC LIMIT 1")
    Optional<Long> last();

    @SqlQuery("SELECT COUNT(*) FROM decision")
    long count();
}
