package landfall.realign;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Realignments and what was decided about them: inserted and read, never changed. */
@RegisterConstructorMapper(Realignment.class)
@RegisterConstructorMapper(RealignmentDao.Approval.class)
interface RealignmentDao {

    String REALIGNMENT =
            """
            SELECT r.id, r.rule_set_version, r.roster_version, r.effective_at, r.asked_at, r.asked_by, r.reason,
                   r.ticket, r.terms, p.state, p.ended_at, p.detail, COALESCE(p.moves, 0) AS moves,
                   COALESCE(p.held, 0) AS held, p.digest, c.cancelled_at, c.cancelled_by, c.reason AS cancel_reason
            FROM realignment r LEFT JOIN realignment_preview p ON p.realignment = r.id
                LEFT JOIN realignment_cancelled c ON c.realignment = r.id
            """;

    /**
     * What somebody decided.
     *
     * @param digest of the preview
     */
    record Approval(
            int number, boolean approved, Instant decidedAt, String decidedBy, String commentText, String digest) {}

    @SqlUpdate(
            """
            INSERT INTO realignment (
                id, rule_set_version, roster_version, effective_at, asked_at, asked_by, reason, ticket, terms)
            VALUES (:id, :version, :roster, :effectiveAt, :askedAt, :askedBy, :reason, :ticket, :terms)
            """)
    void insert(
            String id,
            String version,
            String roster,
            OffsetDateTime effectiveAt,
            OffsetDateTime askedAt,
            String askedBy,
            String reason,
            @Nullable String ticket,
            byte[] terms);

    @SqlUpdate(
            """
            INSERT INTO realignment_preview (realignment, state, ended_at, detail, moves, held, digest, result)
            VALUES (:id, :state, :endedAt, :detail, :moves, :held, :digest, :result)
            """)
    void insertPreview(
            String id,
            String state,
            OffsetDateTime endedAt,
            String detail,
            long moves,
            long held,
            @Nullable String digest,
            byte @Nullable [] result);

    @SqlUpdate("INSERT INTO realignment_held (realignment, part, accounts) VALUES (:id, :part, :accounts)")
    void insertHeld(String id, int part, byte[] accounts);

    @SqlUpdate(
            """
            INSERT INTO realignment_approval (
                realignment, number, approved, decided_at, decided_by, comment_text, digest)
            SELECT CAST(:id AS VARCHAR), COALESCE(MAX(number), 0) + 1, CAST(:approved AS BOOLEAN),
                   CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:by AS VARCHAR), CAST(:comment AS VARCHAR),
                   CAST(:digest AS VARCHAR)
            FROM realignment_approval WHERE realignment = :id
            """)
    void insertApproval(String id, boolean approved, OffsetDateTime at, String by, String comment, String digest);

    @SqlUpdate(
            """
            INSERT INTO realignment_cancelled (realignment, cancelled_at, cancelled_by, reason)
            SELECT CAST(:id AS VARCHAR), CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:by AS VARCHAR),
                   CAST(:reason AS VARCHAR)
            WHERE NOT EXISTS (SELECT 1 FROM realignment_cancelled WHERE realignment = :id)
            """)
    void insertCancelled(String id, OffsetDateTime at, String by, String reason);

    @SqlQuery(REALIGNMENT + "WHERE r.id = :id")
    Optional<Realignment> find(String id);

    /** Newest first. */
    @SqlQuery(REALIGNMENT + "ORDER BY r.asked_at DESC, r.id LIMIT :limit")
    List<Realignment> list(int limit);

    /** Newest first. */
    @SqlQuery(
            """
            SELECT number, approved, decided_at, decided_by, comment_text, digest
            FROM realignment_approval WHERE realignment = :id ORDER BY number DESC
            """)
    List<Approval> listApprovals(String id);

    @SqlQuery("SELECT result FROM realignment_preview WHERE realignment = :id AND result IS NOT NULL")
    Optional<byte[]> findResult(String id);

    @SqlQuery("SELECT accounts FROM realignment_held WHERE realignment = :id AND part = :part")
    Optional<byte[]> findHeld(String id, int part);
}
