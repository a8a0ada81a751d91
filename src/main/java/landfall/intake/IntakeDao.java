package landfall.intake;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import landfall.ledger.CallCount;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Refused calls and counts. */
interface IntakeDao {

    String COLUMNS =
            """
            r.id, r.refused_at, r.caller, r.source, r.code, r.detail, r.masked, r.sealed, r.form, r.read_by,
            s.submitted_at, s.submitted_by, s.assignment
            """;

    @SqlUpdate(
            """
            INSERT INTO refused_call (id, refused_at, caller, source, code, detail, masked, sealed, form, read_by)
            VALUES (:id, :at, :caller, :source, :code, :detail, :masked, :sealed, :form, :readBy)
            """)
    void insert(
            String id,
            OffsetDateTime at,
            String caller,
            String source,
            String code,
            String detail,
            String masked,
            byte @Nullable [] sealed,
            @Nullable String form,
            @Nullable String readBy);

    @SqlUpdate(
            """
            INSERT INTO refused_call_submission (id, submitted_at, submitted_by, assignment)
            SELECT CAST(:id AS VARCHAR), :at, :by, :assignment
            WHERE NOT EXISTS (SELECT 1 FROM refused_call_submission WHERE id = :id)
            """)
    void insertSubmission(String id, OffsetDateTime at, String by, String assignment);

    @SqlQuery("SELECT " + COLUMNS + " FROM refused_call r LEFT JOIN refused_call_submission s ON s.id = r.id"
            + " WHERE r.id = :id")
    @RegisterConstructorMapper(StoredRefusal.class)
    Optional<StoredRefusal> find(String id);

    /** In order of time. */
    @SqlQuery("SELECT " + COLUMNS + " FROM refused_call r LEFT JOIN refused_call_submission s ON s.id = r.id"
            + " WHERE r.id > :after AND (s.id IS NOT NULL) = :submitted ORDER BY r.id LIMIT :limit")
    @RegisterConstructorMapper(StoredRefusal.class)
    List<StoredRefusal> list(String after, boolean submitted, int limit);

    /** Those that were refused before. */
    @SqlUpdate("DELETE FROM refused_call WHERE refused_at < :before")
    int deleteOlder(OffsetDateTime before);

    /** All but the newest. */
    @SqlUpdate(
            "DELETE FROM refused_call WHERE id <= (SELECT id FROM refused_call ORDER BY id DESC LIMIT 1 OFFSET :most)")
    int deleteBeyond(int most);

    @SqlUpdate("DELETE FROM refused_call_submission WHERE id NOT IN (SELECT id FROM refused_call)")
    int deleteSubmissions();

    @SqlUpdate(
            """
            UPDATE intake_count SET calls = calls + :calls
            WHERE quarter = :quarter AND source = :source AND outcome = :outcome AND process = :process
            """)
    int addCount(long quarter, String source, String outcome, String process, long calls);

    @SqlUpdate(
            """
            INSERT INTO intake_count (quarter, source, outcome, process, calls)
            VALUES (:quarter, :source, :outcome, :process, :calls)
            """)
    void insertCount(long quarter, String source, String outcome, String process, long calls);

    @SqlQuery(
            """
            SELECT quarter, source, outcome AS kind, CAST(SUM(calls) AS BIGINT) AS calls FROM intake_count
            WHERE quarter >= :from AND quarter < :to GROUP BY quarter, source, outcome
            """)
    @RegisterConstructorMapper(CallCount.class)
    List<CallCount> counts(long from, long to);
}
