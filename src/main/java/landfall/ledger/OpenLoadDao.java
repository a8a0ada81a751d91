package landfall.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Open assignments by rep and day, as far as the key index has come. */
interface OpenLoadDao {

    /** One rep's of one day. */
    record Row(String rep, LocalDate since, int assignments) {}

    @SqlQuery("SELECT rep, since, assignments FROM open_load WHERE since >= :from")
    @RegisterConstructorMapper(Row.class)
    List<Row> list(LocalDate from);

    /** Whether there was a row to change. */
    @SqlUpdate("UPDATE open_load SET assignments = assignments + :more WHERE rep = :rep AND since = :since")
    boolean add(String rep, LocalDate since, int more);

    @SqlUpdate("INSERT INTO open_load (rep, since, assignments) VALUES (:rep, :since, :assignments)")
    void insert(String rep, LocalDate since, int assignments);

    @SqlUpdate("DELETE FROM open_load WHERE rep = :rep AND since = :since AND assignments = 0")
    void deleteEmpty(String rep, LocalDate since);
}
