package landfall.ruleset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the analysis of each version found: inserted and read, never changed. */
interface AnalysisDao {

    /** One of them; the report is JSON. */
    record Row(String version, String rosterVersion, byte[] report) {}

    /** Nothing where there is one already. */
    @SqlUpdate(
            """
            INSERT INTO rule_set_analysis (version, roster_version, analysed_at, report)
            SELECT CAST(:version AS VARCHAR), CAST(:rosterVersion AS VARCHAR),
                CAST(:analysedAt AS TIMESTAMP WITH TIME ZONE), :report
            WHERE NOT EXISTS (SELECT 1 FROM rule_set_analysis WHERE version = :version)
            """)
    void insert(String version, String rosterVersion, OffsetDateTime analysedAt, byte[] report);

    @SqlQuery("SELECT version, roster_version, report FROM rule_set_analysis WHERE version = :version")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> find(String version);

    /** Versions that were not analysed yet, the newest first. */
    @SqlQuery(
            """
            SELECT version FROM rule_set_version published
            WHERE NOT EXISTS (SELECT 1 FROM rule_set_analysis done WHERE done.version = published.version)
            ORDER BY published_at DESC, version
            """)
    List<String> listMissing();
}
