package landfall.run;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Lists of moves and their runs: inserted and read, never changed. */
@RegisterConstructorMapper(Run.class)
@RegisterConstructorMapper(RunDao.Part.class)
@RegisterConstructorMapper(RunDao.Stop.class)
interface RunDao {

    String RUN =
            """
            SELECT id, subject, list, moves, kind, rule_set_version, roster_version, at_instant, due_at, ordered_at,
                   ordered_by, reason, ticket, state, ended_at, detail
            FROM move_run LEFT JOIN move_run_end ON run = id
            """;

    /** A run as it is ordered. */
    record Row(
            String id,
            String subject,
            String list,
            long moves,
            String kind,
            String ruleSetVersion,
            String rosterVersion,
            OffsetDateTime atInstant,
            OffsetDateTime dueAt,
            OffsetDateTime orderedAt,
            String orderedBy,
            String reason,
            @Nullable String ticket) {}

    /** What came of a part. */
    record Part(int part, int moved, int skipped) {}

    /** Somebody stopped it. */
    record Stop(OffsetDateTime stoppedAt, String stoppedBy, String reason) {}

    @SqlUpdate("INSERT INTO planned_moves (list, part, moves) VALUES (:list, :part, :moves)")
    void insertMoves(String list, int part, byte[] moves);

    @SqlQuery("SELECT moves FROM planned_moves WHERE list = :list AND part = :part")
    Optional<byte[]> findMoves(String list, int part);

    @SqlUpdate(
            """
            INSERT INTO move_run (
                id, subject, list, moves, kind, rule_set_version, roster_version, at_instant, due_at, ordered_at,
                ordered_by, reason, ticket)
            VALUES (
                :id, :subject, :list, :moves, :kind, :ruleSetVersion, :rosterVersion, :atInstant, :dueAt, :orderedAt,
                :orderedBy, :reason, :ticket)
            """)
    void insert(@BindMethods Row row);

    @SqlQuery(RUN + "WHERE id = :id")
    Optional<Run> find(String id);

    @SqlQuery(RUN + "WHERE subject = :subject AND kind = :kind")
    Optional<Run> findOf(String subject, String kind);

    /** Those that have not ended, in the order in which they become due. */
    @SqlQuery(RUN + "WHERE state IS NULL ORDER BY due_at, ordered_at, id")
    List<Run> listOpen();

    @SqlUpdate(
            """
            INSERT INTO move_run_part (run, part, moved, skipped, skips, ended_at)
            VALUES (:run, :part, :moved, :skipped, :skips, :endedAt)
            """)
    void insertPart(String run, int part, int moved, int skipped, byte @Nullable [] skips, OffsetDateTime endedAt);

    /** In their order. */
    @SqlQuery("SELECT part, moved, skipped FROM move_run_part WHERE run = :run ORDER BY part")
    List<Part> listParts(String run);

    @SqlQuery("SELECT skips FROM move_run_part WHERE run = :run AND part = :part AND skips IS NOT NULL")
    Optional<byte[]> findSkips(String run, int part);

    @SqlUpdate(
            """
            INSERT INTO move_run_stop (run, stopped_at, stopped_by, reason)
            SELECT CAST(:run AS VARCHAR), CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:by AS VARCHAR),
                   CAST(:reason AS VARCHAR)
            WHERE NOT EXISTS (SELECT 1 FROM move_run_stop WHERE run = :run)
            """)
    void insertStop(String run, OffsetDateTime at, String by, String reason);

    @SqlQuery("SELECT stopped_at, stopped_by, reason FROM move_run_stop WHERE run = :run")
    Optional<Stop> findStop(String run);

    @SqlUpdate(
            """
            INSERT INTO move_run_end (run, state, ended_at, detail) VALUES (:run, :state, :endedAt, :detail)
            """)
    void insertEnd(String run, String state, OffsetDateTime endedAt, String detail);

    /** Until the transaction ends; empty while another node has it. */
    @SqlQuery("SELECT id FROM move_run_lock WHERE id = 1 FOR UPDATE SKIP LOCKED")
    Optional<Integer> lock();
}
