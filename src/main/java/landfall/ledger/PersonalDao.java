package landfall.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Personal data as it lies: sealed, beside the secrets of the accounts. */
interface PersonalDao {

    /** A decision's, with the secret of its account. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(long seq, UUID id, byte[] secret, byte[] sealed) {}

    @SqlQuery("SELECT secret FROM personal WHERE seq = :seq")
    Optional<byte[]> findSecret(long seq);

    @SqlQuery("SELECT sealed FROM personal WHERE seq = :seq")
    Optional<byte[]> findSealed(long seq);

    /** Of decisions that have any, and whose secret is still there. */
    @SqlQuery(
            """
            SELECT decision.seq, decision.id, account.secret, personal.sealed
            FROM decision JOIN personal ON personal.seq = decision.seq JOIN personal account ON account.seq = decision.secret
            WHERE decision.seq IN (<seqs>) AND account.secret IS NOT NULL
            """)
    @RegisterConstructorMapper(Sealed.class)
    List<Sealed> list(@BindList("seqs") Collection<Long> seqs);
}
