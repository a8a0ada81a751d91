package landfall.handover;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Handovers: inserted and read, never changed. */
@RegisterConstructorMapper(Handover.class)
@RegisterConstructorMapper(Plan.class)
interface HandoverDao {

    String HANDOVER =
            """
            SELECT h.id, h.rep, h.terms, h.on_leaving, h.asked_at, h.asked_by, h.reason, h.note, c.cancelled_at,
                   c.cancelled_by
            FROM handover h LEFT JOIN handover_cancelled c ON c.handover = h.id
            """;

    @SqlUpdate(
            """
            INSERT INTO handover (id, rep, terms, on_leaving, left_on, asked_at, asked_by, reason, note)
            VALUES (:id, :rep, :terms, :onLeaving, :leftOn, :askedAt, :askedBy, :reason, :note)
            """)
    void insert(
            String id,
            String rep,
            String terms,
            boolean onLeaving,
            @Nullable LocalDate leftOn,
            OffsetDateTime askedAt,
            String askedBy,
            String reason,
            byte @Nullable [] note);

    @SqlUpdate(
            """
            INSERT INTO handover_plan (
                handover, number, list, planned_at, rule_set_version, roster_version, move_held, moves, summary)
            VALUES (
                :handover, :number, :list, :plannedAt, :ruleSetVersion, :rosterVersion, :moveHeld, :moves, :summary)
            """)
    void insertPlan(
            String handover,
            int number,
            String list,
            OffsetDateTime plannedAt,
            String ruleSetVersion,
            String rosterVersion,
            boolean moveHeld,
            long moves,
            byte[] summary);

    @SqlUpdate(
            """
            INSERT INTO handover_cancelled (handover, cancelled_at, cancelled_by)
            SELECT CAST(:handover AS VARCHAR), CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:by AS VARCHAR)
            WHERE NOT EXISTS (SELECT 1 FROM handover_cancelled WHERE handover = :handover)
            """)
    void insertCancelled(String handover, OffsetDateTime at, String by);

    @SqlQuery(HANDOVER + "WHERE h.id = :id")
    Optional<Handover> find(String id);

    /** Newest first. */
    @SqlQuery(HANDOVER + "ORDER BY h.asked_at DESC, h.id LIMIT :limit")
    List<Handover> list(int limit);

    /** Newest first. */
    @SqlQuery(HANDOVER + "WHERE h.rep = :rep ORDER BY h.asked_at DESC, h.id LIMIT :limit")
    List<Handover> listOf(String rep, int limit);

    /** Those that begin by themselves and have no run yet, the oldest first. */
    @SqlQuery(
            HANDOVER
                    + """
            WHERE h.on_leaving = TRUE AND c.cancelled_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM move_run r WHERE r.subject = h.id)
            ORDER BY h.asked_at, h.id
            """)
    List<Handover> listWaiting();

    /**
     * Whether a handover was made because that was the rep's last day, or because he left, as somebody asked.
     *
     * @param since the beginning of that day
     */
    @SqlQuery(
            """
            SELECT COUNT(*) FROM handover h LEFT JOIN handover_cancelled c ON c.handover = h.id
            WHERE h.rep = :rep
              AND (h.left_on = :leftOn
                OR (h.left_on IS NULL AND h.on_leaving = TRUE AND c.cancelled_at IS NULL AND (
                  NOT EXISTS (SELECT 1 FROM move_run r WHERE r.subject = h.id)
                  OR EXISTS (SELECT 1 FROM handover_plan p
                             WHERE p.handover = h.id AND p.number > 0 AND p.planned_at >= :since))))
            """)
    long countOnLeaving(String rep, LocalDate leftOn, OffsetDateTime since);

    /** The latest. */
    @SqlQuery(
            """
            SELECT handover, number, list, planned_at, rule_set_version, roster_version, move_held, moves, summary
            FROM handover_plan WHERE handover = :handover ORDER BY number DESC LIMIT 1
            """)
    Optional<Plan> findPlan(String handover);

    /** The one that has this list. */
    @SqlQuery(
            """
            SELECT handover, number, list, planned_at, rule_set_version, roster_version, move_held, moves, summary
            FROM handover_plan WHERE handover = :handover AND list = :list
            """)
    Optional<Plan> findPlanOf(String handover, String list);
}
