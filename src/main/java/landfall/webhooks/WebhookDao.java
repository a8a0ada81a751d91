package landfall.webhooks;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Webhooks, their secrets and what was done with them: inserted and read, never changed. */
interface WebhookDao {

    /** A row of {@code webhook}; lists are JSON. */
    record Row(
            String id,
            String address,
            String sources,
            String territories,
            long beginsAfter,
            OffsetDateTime createdAt,
            String createdBy) {}

    /** A row of {@code webhook_secret}. */
    record SecretRow(String webhookId, int number, OffsetDateTime madeAt, @Nullable OffsetDateTime previousUntil) {}

    /** The newest act of each webhook that says how it stands. */
    record ActRow(String webhookId, String act, String detail) {}

    @SqlUpdate(
            """
            INSERT INTO webhook (id, address, sources, territories, begins_after, created_at, created_by)
            VALUES (:id, :address, :sources, :territories, :beginsAfter, :createdAt, :createdBy)
            """)
    void insert(
            String id,
            String address,
            String sources,
            String territories,
            long beginsAfter,
            OffsetDateTime createdAt,
            String createdBy);

    @SqlUpdate(
            """
            INSERT INTO webhook_secret (webhook_id, number, made_at, made_by, previous_until)
            VALUES (:id, :number, :at, :by, :previousUntil)
            """)
    void insertSecret(String id, int number, OffsetDateTime at, String by, @Nullable OffsetDateTime previousUntil);

    @SqlUpdate(
            """
            INSERT INTO webhook_act (webhook_id, number, act, done_at, done_by, detail)
            SELECT CAST(:id AS VARCHAR), COALESCE(MAX(number), 0) + 1, :act, :at, :by, :detail
            FROM webhook_act WHERE webhook_id = :id
            """)
    void insertAct(String id, String act, OffsetDateTime at, String by, String detail);

    /** Since nothing of it is ever deleted, it says whether anything is new. */
    @SqlQuery(
            """
            SELECT (SELECT COUNT(*) FROM webhook) + (SELECT COUNT(*) FROM webhook_secret)
                + (SELECT COUNT(*) FROM webhook_act)
            """)
    long count();

    /** Those that were not deleted, in the order in which they were made. */
    @SqlQuery(
            """
            SELECT id, address, sources, territories, begins_after, created_at, created_by FROM webhook
            WHERE NOT EXISTS (SELECT 1 FROM webhook_act WHERE webhook_id = webhook.id AND act = 'deleted')
            ORDER BY id
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> list();

    @SqlQuery("SELECT webhook_id, number, made_at, previous_until FROM webhook_secret ORDER BY webhook_id, number")
    @RegisterConstructorMapper(SecretRow.class)
    List<SecretRow> secrets();

    @SqlQuery(
            """
            SELECT a.webhook_id, a.act, a.detail FROM webhook_act a
            JOIN (SELECT webhook_id, MAX(number) AS number FROM webhook_act WHERE act <> 'resent' GROUP BY webhook_id) b
                ON b.webhook_id = a.webhook_id AND b.number = a.number
            """)
    @RegisterConstructorMapper(ActRow.class)
    List<ActRow> acts();

    @SqlQuery("SELECT number FROM webhook_act WHERE webhook_id = :id ORDER BY number DESC LIMIT 1")
    Optional<Integer> lastAct(String id);
}
