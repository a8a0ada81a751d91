package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Published versions and what was active when: inserted and read, never changed. */
@RegisterRowMapper(VersionMappers.OfFiles.class)
@RegisterRowMapper(VersionMappers.OfPublication.class)
@RegisterRowMapper(VersionMappers.OfActivation.class)
interface VersionDao {
    String RULE_SETS = "rule_set_version";
    String ROSTERS = "roster_version";

    @SqlUpdate(
            """
            INSERT INTO <table> (version, files, published_at, published_by, message)
            SELECT CAST(:version AS VARCHAR), :files, :publishedAt, :publishedBy, :message
            WHERE NOT EXISTS (SELECT 1 FROM <table> WHERE version = :version)
            """)
    int insert(
            @Define String table,
            String version,
            byte[] files,
            OffsetDateTime publishedAt,
            String publishedBy,
            String message);

    @SqlQuery("SELECT version, files, published_at, published_by, message FROM <table> WHERE version = :version")
    Optional<PublishedFiles> find(@Define String table, String version);

    @SqlQuery("SELECT version FROM <table> ORDER BY published_at DESC, version LIMIT 1")
    Optional<String> newest(@Define String table);

    /** Newest first. */
    @SqlQuery("SELECT version, published_at, published_by, message FROM <table> ORDER BY published_at DESC, version")
    List<Publication> list(@Define String table);

    @SqlUpdate(
            """
            INSERT INTO activation (
                rule_set_version, roster_version, activated_at, activated_by, reason, roster_by_api)
            VALUES (:ruleSetVersion, :rosterVersion, :activatedAt, :activatedBy, :reason, :rosterByApi)
            """)
    void insertActivation(
            String ruleSetVersion,
            String rosterVersion,
            OffsetDateTime activatedAt,
            String activatedBy,
            String reason,
            boolean rosterByApi);

    /** Newest first. */
    @SqlQuery(
            """
            SELECT rule_set_version, roster_version, activated_at, activated_by, reason, roster_by_api
            FROM activation ORDER BY number DESC LIMIT :limit
            """)
    List<Activation> listActivations(int limit);

    /** The first of the activations since which this roster has been active without a break. */
    @SqlQuery(
            """
            SELECT rule_set_version, roster_version, activated_at, activated_by, reason, roster_by_api
            FROM activation
            WHERE number > COALESCE((SELECT MAX(number) FROM activation WHERE roster_version <> :rosterVersion), 0)
            ORDER BY number LIMIT 1
            """)
    Optional<Activation> findFirstWith(String rosterVersion);
}
