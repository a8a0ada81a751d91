package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The nodes that share a database; those not seen for three seconds are gone. */
interface NodeDao {

    /** One node. */
    record Row(
            String id,
            String name,
            @Nullable String ruleSetVersion,
            @Nullable String rosterVersion,
            @Nullable OffsetDateTime since,
            @Nullable String prepared) {}

    @SqlQuery(
            """
            SELECT id, name, rule_set_version, roster_version, since, prepared FROM node
            WHERE seen_at > CURRENT_TIMESTAMP - INTERVAL '3' SECOND ORDER BY id
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> list();

    @SqlUpdate(
            """
            INSERT INTO node (id, name, seen_at) VALUES (:id, :name, CURRENT_TIMESTAMP)
            """)
    void insert(String id, String name);

    /** Whether it was there. */
    @SqlUpdate(
            """
            UPDATE node SET rule_set_version = :ruleSetVersion, roster_version = :rosterVersion, since = :since,
                prepared = :prepared, seen_at = CURRENT_TIMESTAMP
            WHERE id = :id
            """)
    boolean update(
            String id,
            @Nullable String ruleSetVersion,
            @Nullable String rosterVersion,
            @Nullable OffsetDateTime since,
            @Nullable String prepared);

    /** Until the transaction ends. */
    @SqlQuery("SELECT id FROM node_lock WHERE id = 1 FOR UPDATE")
    int lockChanges();

    @SqlUpdate("UPDATE node_lock SET prepare = :version WHERE id = 1")
    void prepare(String version);

    /** The version that every node is to make ready. */
    @SqlQuery("SELECT prepare FROM node_lock WHERE id = 1 AND prepare IS NOT NULL")
    Optional<String> findToPrepare();

    @SqlUpdate("DELETE FROM node WHERE id = :id OR seen_at < CURRENT_TIMESTAMP - INTERVAL '1' DAY")
    void delete(String id);
}
