package landfall.balance;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import landfall.balance.BalanceStore.Kept;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Snapshots of who has how much: inserted and read, never changed. */
@RegisterConstructorMapper(Kept.class)
interface BalanceDao {

    String KEPT =
            """
            SELECT run.id, run.snapshot_day, run.attempt, run.begun_at, run.begun_by, state, ended_at, detail, position,
                   roster_version, potential
            FROM balance_run run LEFT JOIN balance_end ON run_id = run.id
            """;

    /** Refused by the database where another node makes this attempt at the day's own. */
    @SqlUpdate(
            """
            INSERT INTO balance_run (id, snapshot_day, attempt, begun_at, begun_by)
            VALUES (:id, :day, :attempt, :begunAt, :begunBy)
            """)
    void insert(String id, LocalDate day, @Nullable Integer attempt, OffsetDateTime begunAt, String begunBy);

    @SqlUpdate(
            """
            INSERT INTO balance_end (run_id, state, ended_at, detail, position, roster_version, potential)
            VALUES (:id, :state, :endedAt, :detail, :position, :rosterVersion, :potential)
            """)
    void insertEnd(
            String id,
            String state,
            OffsetDateTime endedAt,
            String detail,
            @Nullable Long position,
            @Nullable String rosterVersion,
            @Nullable String potential);

    @SqlUpdate("INSERT INTO balance_rows (run_id, grouped_by, figures) VALUES (:id, :groupedBy, :figures)")
    void insertRows(String id, String groupedBy, byte[] figures);

    /** Refused by the database where the day has one. */
    @SqlUpdate("INSERT INTO balance_day (snapshot_day, run_id) VALUES (:day, :id)")
    void insertDay(LocalDate day, String id);

    @SqlQuery(KEPT + "WHERE run.id = :id")
    Optional<Kept> find(String id);

    /** The one that was done last. */
    @SqlQuery(KEPT + "WHERE state = 'done' ORDER BY ended_at DESC, run.id DESC LIMIT 1")
    Optional<Kept> newest();

    /** The last attempt at a day's own. */
    @SqlQuery(KEPT + "WHERE run.snapshot_day = :day AND run.attempt IS NOT NULL ORDER BY run.attempt DESC LIMIT 1")
    Optional<Kept> lastAttempt(LocalDate day);

    @SqlQuery("SELECT COUNT(*) FROM balance_day WHERE snapshot_day = :day")
    int countDays(LocalDate day);

    /** The days' own, in their order; both days included. */
    @SqlQuery(
            """
            SELECT run.id, run.snapshot_day, run.attempt, run.begun_at, run.begun_by, state, ended_at, detail, position,
                   roster_version, potential
            FROM balance_day d JOIN balance_run run ON run.id = d.run_id JOIN balance_end e ON e.run_id = run.id
            WHERE d.snapshot_day >= :from AND d.snapshot_day <= :to ORDER BY d.snapshot_day
            """)
    List<Kept> listDays(LocalDate from, LocalDate to);

    @SqlQuery("SELECT figures FROM balance_rows WHERE run_id = :id AND grouped_by = :groupedBy")
    Optional<byte[]> findRows(String id, String groupedBy);
}
