package landfall.webhooks;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** How far webhooks are, and the events that are behind that and not delivered. */
interface EventDao {

    String WAITING = "waiting";
    String FAILED = "failed";

    /** A row of {@code webhook_progress}. */
    record Progress(
            String webhookId,
            long position,
            long delivered,
            @Nullable OffsetDateTime deliveredAt,
            @Nullable OffsetDateTime failingSince,
            @Nullable String failure) {}

    /** A row of {@code webhook_event}. */
    record Row(
            String webhookId,
            long position,
            String eventId,
            String source,
            String externalId,
            String status,
            int attempts,
            OffsetDateTime nextAt,
            @Nullable OffsetDateTime attemptedAt,
            @Nullable String failure) {}

    /** How many events of a webhook stand so. */
    record Count(String webhookId, String status, long events) {}

    @SqlUpdate("INSERT INTO webhook_progress (webhook_id, position, delivered) VALUES (:id, :position, 0)")
    void insertProgress(String id, long position);

    @SqlUpdate(
            """
            UPDATE webhook_progress SET position = :position, delivered = :delivered, delivered_at = :deliveredAt,
                failing_since = :failingSince, failure = :failure
            WHERE webhook_id = :webhookId
            """)
    int updateProgress(@BindMethods Progress progress);

    @SqlQuery("SELECT webhook_id, position, delivered, delivered_at, failing_since, failure FROM webhook_progress")
    @RegisterConstructorMapper(Progress.class)
    List<Progress> progress();

    @SqlBatch(
            """
            INSERT INTO webhook_event (webhook_id, position, event_id, source, external_id, status, attempts, next_at,
                attempted_at, failure)
            VALUES (:webhookId, :position, :eventId, :source, :externalId, :status, :attempts, :nextAt, :attemptedAt,
                :failure)
            """)
    void insert(@BindMethods List<Row> events);

    @SqlBatch(
            """
            UPDATE webhook_event SET status = :status, attempts = :attempts, next_at = :nextAt,
                attempted_at = :attemptedAt, failure = :failure
            WHERE webhook_id = :webhookId AND position = :position
            """)
    void update(@BindMethods List<Row> events);

    @SqlBatch("DELETE FROM webhook_event WHERE webhook_id = :id AND position = :positions")
    void delete(String id, List<Long> positions);

    @SqlUpdate("DELETE FROM webhook_event WHERE webhook_id = :id")
    void deleteAll(String id);

    @SqlUpdate("DELETE FROM webhook_progress WHERE webhook_id = :id")
    void deleteProgress(String id);

    /** In order. */
    @SqlQuery(
            """
            SELECT webhook_id, position, event_id, source, external_id, status, attempts, next_at, attempted_at, failure
            FROM webhook_event
            WHERE webhook_id = :id AND status = :status AND position > :after ORDER BY position LIMIT :limit
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> list(String id, String status, long after, int limit);

    @SqlQuery(
            """
            SELECT webhook_id, position, event_id, source, external_id, status, attempts, next_at, attempted_at, failure
            FROM webhook_event WHERE webhook_id = :id AND position = :position
            """)
    @RegisterConstructorMapper(Row.class)
    Optional<Row> find(String id, long position);

    @SqlQuery("SELECT webhook_id, status, COUNT(*) AS events FROM webhook_event GROUP BY webhook_id, status")
    @RegisterConstructorMapper(Count.class)
    List<Count> counts();

    @SqlUpdate(
            """
            UPDATE webhook_event SET status = 'waiting', attempts = 0, next_at = :now
            WHERE webhook_id = :id AND status = 'failed' AND position = :position
            """)
    int resend(String id, long position, OffsetDateTime now);

    @SqlUpdate(
            """
            UPDATE webhook_event SET status = 'waiting', attempts = 0, next_at = :now
            WHERE webhook_id = :id AND status = 'failed'
            """)
    int resendAll(String id, OffsetDateTime now);
}
