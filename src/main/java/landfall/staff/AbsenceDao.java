package landfall.staff;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of absences. */
interface AbsenceDao {

    @SqlUpdate(
            """
            INSERT INTO absence (id, rep, away_from, away_to, created_at) VALUES (:id, :rep, :from, :to, :createdAt)
            """)
    void insert(String id, String rep, LocalDateTime from, LocalDateTime to, OffsetDateTime createdAt);

    @SqlUpdate("DELETE FROM absence WHERE id = :id")
    int delete(String id);

    @SqlQuery("SELECT id, rep, away_from AS \"from\", away_to AS \"to\" FROM absence ORDER BY away_from, id")
    @RegisterConstructorMapper(AbsenceRow.class)
    List<AbsenceRow> list();
}
