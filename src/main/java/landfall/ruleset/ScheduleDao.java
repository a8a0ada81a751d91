package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Activations that were put off, and how each ended: inserted and read, never changed. */
interface ScheduleDao {
    String DONE = "done";
    String FAILED = "failed";
    String CANCELLED = "cancelled";

    /** One of them; what stands behind {@code outcome} is null while it is pending. */
    record Row(
            String id,
            String ruleSetVersion,
            OffsetDateTime dueAt,
            String scheduledBy,
            OffsetDateTime scheduledAt,
            String reason,
            @Nullable String ticket,
            @Nullable String outcome,
            @Nullable OffsetDateTime endedAt,
            @Nullable String endedBy,
            @Nullable String detail) {}

    String SELECT =
            """
            SELECT s.id, s.rule_set_version, s.due_at, s.scheduled_by, s.scheduled_at, s.reason, s.ticket,
                e.outcome, e.ended_at, e.ended_by, e.detail
            FROM scheduled_activation s LEFT JOIN scheduled_activation_end e ON e.id = s.id
            """;

    @SqlUpdate(
            """
            INSERT INTO scheduled_activation (id, rule_set_version, due_at, scheduled_by, scheduled_at, reason, ticket)
            VALUES (:id, :ruleSetVersion, :dueAt, :scheduledBy, :scheduledAt, :reason, :ticket)
            """)
    void insert(
            String id,
            String ruleSetVersion,
            OffsetDateTime dueAt,
            String scheduledBy,
            OffsetDateTime scheduledAt,
            String reason,
            @Nullable String ticket);

    /** A second end of the same is refused by the database. */
    @SqlUpdate(
            """
            INSERT INTO scheduled_activation_end (id, outcome, ended_at, ended_by, detail)
            VALUES (:id, :outcome, :endedAt, :endedBy, :detail)
            """)
    void insertEnd(String id, String outcome, OffsetDateTime endedAt, String endedBy, String detail);

    @SqlQuery(SELECT + "WHERE s.id = :id")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> find(String id);

    /** The next first. */
    @SqlQuery(SELECT + "WHERE e.id IS NULL ORDER BY s.due_at, s.id")
    @RegisterConstructorMapper(Row.class)
    List<Row> listPending();

    /** Those that ended last, first. */
    @SqlQuery(SELECT + "WHERE e.id IS NOT NULL ORDER BY e.ended_at DESC, s.id DESC LIMIT :limit")
    @RegisterConstructorMapper(Row.class)
    List<Row> listEnded(int limit);
}
