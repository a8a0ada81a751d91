package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceSecretsTest extends AnyDatabase {

    @Test
    void aSecretIsMadeOnceAndStays() {
        byte[] made;
        try (LedgerDatabase database = TestDatabase.open(url())) {
            made = secrets(database).get("email");
            assertThat(made).hasSize(32);
            assertThat(secrets(database).get("other")).isNotEqualTo(made);
        }
        try (LedgerDatabase database = TestDatabase.open(url())) {
            assertThat(secrets(database).get("email")).isEqualTo(made);
        }
    }

    @Test
    void thoseWhoAskAtTheSameMomentGetTheSame() {
        try (LedgerDatabase database = TestDatabase.open(url())) {
            List<byte[]> secrets = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> secrets(database).get("email"))
                    .toList();
            assertThat(secrets).allSatisfy(secret -> assertThat(secret).isEqualTo(secrets.get(0)));
        }
    }

    private static ServiceSecrets secrets(LedgerDatabase database) {
        return new ServiceSecrets(database.jdbi(), database::durably);
    }
}
