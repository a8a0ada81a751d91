package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Who approved or rejected which version: inserted and read, never changed. */
interface ApprovalDao {

    /** One of them. */
    record Row(
            boolean approved,
            String decidedBy,
            OffsetDateTime decidedAt,
            String commentText,
            @Nullable String resultDigest,
            @Nullable String impactDigest) {}

    @SqlUpdate(
            """
            INSERT INTO approval (
                what, version, approved, decided_by, decided_at, comment_text, result_digest, impact_digest)
            VALUES (:what, :version, :approved, :decidedBy, :decidedAt, :comment, :resultDigest, :impactDigest)
            """)
    void insert(
            String what,
            String version,
            boolean approved,
            String decidedBy,
            OffsetDateTime decidedAt,
            String comment,
            @Nullable String resultDigest,
            @Nullable String impactDigest);

    /** Newest first. */
    @SqlQuery(
            """
            SELECT approved, decided_by, decided_at, comment_text, result_digest, impact_digest
            FROM approval WHERE what = :what AND version = :version ORDER BY number DESC
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> list(String what, String version);
}
