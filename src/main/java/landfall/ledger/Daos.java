package landfall.ledger;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.sqlobject.SqlObjectFactory;

/**
 * Reads the annotations of the ledger's DAOs once for all connections. A handle that meets a DAO nobody knew reads them itself, for a quarter of
 * a millisecond, and forgets them with its end.
 */
final class Daos {

    private static final List<Class<?>> LEDGER = List.of(
            AnswerDao.class,
            DecisionDao.class,
            HoldDao.class,
            KeyIndexDao.class,
            LaneDao.class,
            OfferDao.class,
            OpenLoadDao.class,
            PersonalDao.class,
            RotationDao.class,
            WaitingDao.class);

    private Daos() {}

    static Jdbi known(Jdbi jdbi) {
        Extensions extensions = jdbi.getConfig(Extensions.class);
        ExtensionFactory factory =
                extensions.findFactory(SqlObjectFactory.class).orElseThrow();
        LEDGER.forEach(dao -> extensions.findMetadata(dao, factory));
        return jdbi;
    }
}
