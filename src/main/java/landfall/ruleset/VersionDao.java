package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Published versions and what was active when: inserted and read, never changed. */
@RegisterRowMapper(VersionMappers.OfFiles.class)
@RegisterRowMapper(VersionMappers.OfPublication.class)
@RegisterRowMapper(VersionMappers.OfActivation.class)
interface VersionDao {
    String RULE_SETS = "rule_set_version";
    String ROSTERS = "roster_version";

    @SqlUpdate(
            """
            INSERT INTO <table> (version, files, published_at, published_by, message, base, result, changed_rules)
            SELECT CAST(:version AS VARCHAR), :files, :publishedAt, :publishedBy, :message,
                CAST(:base AS VARCHAR), :result, :changedRules
            WHERE NOT EXISTS (SELECT 1 FROM <table> WHERE version = :version)
            """)
    int insert(
            @Define String table,
            String version,
            byte[] files,
            OffsetDateTime publishedAt,
            String publishedBy,
            String message,
            @Nullable String base,
            byte @Nullable [] result,
            byte @Nullable [] changedRules);

    @SqlQuery("SELECT version, files, published_at, published_by, message FROM <table> WHERE version = :version")
    Optional<PublishedFiles> find(@Define String table, String version);

    @SqlQuery("SELECT version FROM <table> ORDER BY published_at DESC, version LIMIT 1")
    Optional<String> newest(@Define String table);

    /** Newest first. */
    @SqlQuery("SELECT version, published_at, published_by, message FROM <table> ORDER BY published_at DESC, version")
    List<Publication> list(@Define String table);

    @SqlQuery("SELECT version, published_at, published_by, message FROM <table> WHERE version = :version")
    Optional<Publication> findPublication(@Define String table, String version);

    @SqlQuery("SELECT base, result, changed_rules FROM <table> WHERE version = :version")
    @RegisterRowMapper(VersionMappers.OfProvenance.class)
    Optional<Provenance> findProvenance(@Define String table, String version);

    @SqlQuery("SELECT version FROM <table> WHERE version LIKE :beginning || '%' ORDER BY version LIMIT 2")
    List<String> listBeginningWith(@Define String table, String beginning);

    @SqlQuery("SELECT version, published_at, published_by, message, base, changed_rules FROM rule_set_version")
    @RegisterRowMapper(VersionMappers.OfAncestry.class)
    List<Ancestry> listAncestry();

    @SqlUpdate(
            """
            INSERT INTO activation (
                rule_set_version, roster_version, activated_at, activated_by, reason, kind, ticket,
                roster_by_api, rules_by_api)
            VALUES (:ruleSetVersion, :rosterVersion, :activatedAt, :activatedBy, :reason, :kind, :ticket,
                :rosterByApi, :rulesByApi)
            """)
    void insertActivation(
            String ruleSetVersion,
            String rosterVersion,
            OffsetDateTime activatedAt,
            String activatedBy,
            String reason,
            String kind,
            @Nullable String ticket,
            boolean rosterByApi,
            boolean rulesByApi);

    /** Newest first. */
    @SqlQuery(
            """
            SELECT rule_set_version, roster_version, activated_at, activated_by, reason, kind, ticket,
                roster_by_api, rules_by_api
            FROM activation ORDER BY number DESC LIMIT :limit
            """)
    List<Activation> listActivations(int limit);

    /** Newest first: those by which these rules became the active ones, or stayed so with another roster. */
    @SqlQuery(
            """
            SELECT rule_set_version, roster_version, activated_at, activated_by, reason, kind, ticket,
                roster_by_api, rules_by_api
            FROM activation WHERE rule_set_version = :version ORDER BY number DESC
            """)
    List<Activation> listActivationsOf(String version);

    @SqlQuery("SELECT COUNT(*) FROM activation WHERE roster_version = :version")
    int countActivationsOfRoster(String version);

    /** How often it became the roster, other than in an emergency of its own. */
    @SqlQuery(
            """
            SELECT COUNT(*) FROM activation begun
            WHERE roster_version = :version AND kind <> 'roster_emergency' AND NOT EXISTS (
                SELECT 1 FROM activation before
                WHERE before.roster_version = :version
                    AND before.number = (SELECT MAX(number) FROM activation WHERE number < begun.number))
            """)
    int countTimesInForce(String version);

    /** The first of the activations since which this roster has been active without a break. */
    @SqlQuery(
            """
            SELECT rule_set_version, roster_version, activated_at, activated_by, reason, kind, ticket,
                roster_by_api, rules_by_api
            FROM activation
            WHERE number > COALESCE((SELECT MAX(number) FROM activation WHERE roster_version <> :rosterVersion), 0)
            ORDER BY number LIMIT 1
            """)
    Optional<Activation> findFirstWith(String rosterVersion);
}
