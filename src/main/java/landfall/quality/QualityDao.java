package landfall.quality;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What was counted of the ledger, and up to where. */
interface QualityDao {

    String FIGURES =
            """
            decisions, accounts, unknown_country, no_country, unknown_region, no_region, unknown_industry, no_industry,
            same_domain, same_name
            """;

    /** Number of the last decision that was counted. */
    @SqlQuery("SELECT seq FROM quality_position WHERE id = 1")
    long position();

    /** The same; nobody else counts until the transaction ends. */
    @SqlQuery("SELECT seq FROM quality_position WHERE id = 1 FOR UPDATE")
    long lock();

    @SqlUpdate("UPDATE quality_position SET seq = :seq WHERE id = 1")
    void move(long seq);

    @SqlUpdate(
            """
            UPDATE quality_day SET decisions = decisions + :f.decisions, accounts = accounts + :f.accounts,
                unknown_country = unknown_country + :f.unknownCountry, no_country = no_country + :f.noCountry,
                unknown_region = unknown_region + :f.unknownRegion, no_region = no_region + :f.noRegion,
                unknown_industry = unknown_industry + :f.unknownIndustry, no_industry = no_industry + :f.noIndustry,
                same_domain = same_domain + :f.sameDomain, same_name = same_name + :f.sameName
            WHERE on_day = :day AND source = :source
            """)
    int addDay(LocalDate day, String source, @BindMethods("f") Figures figures);

    @SqlUpdate(
            "INSERT INTO quality_day (on_day, source, " + FIGURES
                    + """
            ) VALUES (:day, :source, :f.decisions, :f.accounts, :f.unknownCountry, :f.noCountry, :f.unknownRegion, :f.noRegion,
                :f.unknownIndustry, :f.noIndustry, :f.sameDomain, :f.sameName)
            """)
    void insertDay(LocalDate day, String source, @BindMethods("f") Figures figures);

    /** By day, then source. */
    @SqlQuery("SELECT on_day AS \"day\", source, " + FIGURES
            + " FROM quality_day WHERE on_day >= :from AND on_day <= :to ORDER BY on_day, source LIMIT :limit")
    @RegisterConstructorMapper(DayRow.class)
    List<DayRow> days(LocalDate from, LocalDate to, int limit);

    @SqlUpdate(
            """
            UPDATE quality_value SET decisions = decisions + :decisions, last_day = :lastDay
            WHERE field = :field AND value_sent = :value AND source = :source
            """)
    int addValue(@BindMethods ValueRow value);

    @SqlUpdate(
            """
            INSERT INTO quality_value (field, value_sent, source, decisions, first_day, last_day)
            VALUES (:field, :value, :source, :decisions, :firstDay, :lastDay)
            """)
    void insertValue(@BindMethods ValueRow value);

    @SqlQuery("SELECT COUNT(*) FROM quality_value")
    long countValues();

    /** Those of accounts that came in that time at last, the most frequent first. */
    @SqlQuery(
            """
            SELECT field, value_sent AS "value", source, decisions, first_day, last_day FROM quality_value
            WHERE last_day >= :from AND first_day <= :to ORDER BY decisions DESC, field, value_sent, source LIMIT :limit
            """)
    @RegisterConstructorMapper(ValueRow.class)
    List<ValueRow> values(LocalDate from, LocalDate to, int limit);

    /** Those of the prints that are known. */
    @SqlQuery("SELECT print FROM quality_print WHERE print IN (<prints>)")
    Set<Long> known(@BindList("prints") Collection<Long> prints);

    @SqlBatch("INSERT INTO quality_print (print) VALUES (:print)")
    void insertPrints(@Bind("print") Collection<Long> prints);

    @SqlUpdate(
            """
            UPDATE quality_duplicate SET accounts = accounts + :accounts, last_source = :lastSource,
                last_external_id = :lastExternalId, last_day = :lastDay
            WHERE kind = :kind AND value_seen = :value
            """)
    int addDuplicate(@BindMethods DuplicateRow duplicate);

    @SqlUpdate(
            """
            INSERT INTO quality_duplicate (kind, value_seen, accounts, last_source, last_external_id, last_day)
            VALUES (:kind, :value, :accounts + 1, :lastSource, :lastExternalId, :lastDay)
            """)
    void insertDuplicate(@BindMethods DuplicateRow duplicate);

    /** Those to which an account came in that time or later, the largest first. */
    @SqlQuery(
            """
            SELECT kind, value_seen AS "value", accounts, last_source, last_external_id, last_day FROM quality_duplicate
            WHERE last_day >= :from ORDER BY accounts DESC, kind, value_seen LIMIT :limit
            """)
    @RegisterConstructorMapper(DuplicateRow.class)
    List<DuplicateRow> duplicates(LocalDate from, int limit);
}
