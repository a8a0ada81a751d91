package landfall.impact;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import landfall.impact.ImpactStore.Comment;
import landfall.impact.ImpactStore.Kept;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Impacts that were asked for, and comments on them: inserted and read, never changed. */
@RegisterConstructorMapper(Kept.class)
@RegisterConstructorMapper(Comment.class)
interface ImpactDao {

    String KEPT =
            """
            SELECT id, from_version, draft_version, draft_roster, asked_over, at_instant, begun_at, begun_by, message,
                   state, ended_at, detail, digest
            FROM impact LEFT JOIN impact_end ON impact_id = id
            """;

    @SqlUpdate(
            """
            INSERT INTO impact (
                id, from_version, draft_version, draft_roster, asked_over, at_instant, begun_at, begun_by, message)
            VALUES (:id, :fromVersion, :draftVersion, :draftRoster, :askedOver, :atInstant, :begunAt, :begunBy, :message)
            """)
    void insert(
            String id,
            String fromVersion,
            String draftVersion,
            String draftRoster,
            String askedOver,
            OffsetDateTime atInstant,
            OffsetDateTime begunAt,
            String begunBy,
            String message);

    @SqlUpdate(
            """
            INSERT INTO impact_end (impact_id, state, ended_at, detail, result, digest)
            VALUES (:id, :state, :endedAt, :detail, :result, :digest)
            """)
    void insertEnd(
            String id,
            String state,
            OffsetDateTime endedAt,
            String detail,
            byte @Nullable [] result,
            @Nullable String digest);

    @SqlUpdate("INSERT INTO impact_moves (impact_id, part, moves) VALUES (:id, :part, :moves)")
    void insertMoves(String id, int part, byte[] moves);

    @SqlUpdate(
            """
            INSERT INTO impact_comment (impact_id, number, commented_at, commented_by, text)
            SELECT CAST(:id AS VARCHAR), COALESCE(MAX(number), 0) + 1, CAST(:at AS TIMESTAMP WITH TIME ZONE),
                   CAST(:by AS VARCHAR), CAST(:text AS VARCHAR)
            FROM impact_comment WHERE impact_id = :id
            """)
    void insertComment(String id, OffsetDateTime at, String by, String text);

    @SqlQuery(KEPT + "WHERE id = :id")
    Optional<Kept> find(String id);

    /** Newest first. */
    @SqlQuery(KEPT + "ORDER BY begun_at DESC, id LIMIT :limit")
    List<Kept> list(int limit);

    /** Newest first. */
    @SqlQuery(KEPT + "WHERE <column> = :version ORDER BY begun_at DESC, id LIMIT :limit")
    List<Kept> listOf(@Define String column, String version, int limit);

    /** Those that are done, the newest first. */
    @SqlQuery(KEPT + "WHERE <column> = :version AND state = 'done' ORDER BY begun_at DESC, id LIMIT :limit")
    List<Kept> listDone(@Define String column, String version, int limit);

    /** The first that came to it. */
    @SqlQuery(KEPT + "WHERE <column> = :version AND state = 'done' AND digest = :digest ORDER BY ended_at, id LIMIT 1")
    Optional<Kept> findDone(@Define String column, String version, String digest);

    @SqlQuery("SELECT result FROM impact_end WHERE impact_id = :id AND result IS NOT NULL")
    Optional<byte[]> findResult(String id);

    @SqlQuery("SELECT moves FROM impact_moves WHERE impact_id = :id AND part = :part")
    Optional<byte[]> findMoves(String id, int part);

    /** In their order. */
    @SqlQuery(
            """
            SELECT number, commented_at, commented_by, text FROM impact_comment
            WHERE impact_id = :id ORDER BY number
            """)
    List<Comment> listComments(String id);
}
