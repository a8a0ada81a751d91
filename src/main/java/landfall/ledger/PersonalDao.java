package landfall.ledger;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Personal data as it lies: sealed, beside the secrets of the accounts. */
interface PersonalDao {

    @SqlQuery("SELECT secret FROM personal WHERE seq = :seq")
    Optional<byte[]> findSecret(long seq);

    @SqlQuery("SELECT sealed FROM personal WHERE seq = :seq")
    Optional<byte[]> findSealed(long seq);
}
