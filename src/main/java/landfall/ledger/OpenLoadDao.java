package landfall.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Open assignments by rep and day, as far as the key index has come; {@link LoadStatements} write them. */
interface OpenLoadDao {

    /** One rep's of one day. */
    record Row(String rep, LocalDate since, int assignments) {}

    @SqlQuery("SELECT rep, since, assignments FROM open_load WHERE since >= :from")
    @RegisterConstructorMapper(Row.class)
    List<Row> list(LocalDate from);
}
