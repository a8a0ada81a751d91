package landfall.ledger;

import org.junit.jupiter.api.Nested;

/** The suite of the ledger once more, on PostgreSQL. */
class PostgresLedgerTest {

    @Nested
    class OfTheLedger extends LedgerTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfTheLane extends CommitLaneTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfCompanies extends CompanyTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfChangesOfCompanies extends CompanyChangesTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfTheKeyIndex extends KeyIndexTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfLoads extends OpenLoadTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }

    @Nested
    class OfSecrets extends ServiceSecretsTest {
        private final String url = PostgresServer.freshDatabase();

        @Override
        String url() {
            return url;
        }
    }
}
