package landfall.ledger;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Secrets of the service's own, made once for a database; what is derived from them stays comparable for ever. */
public final class ServiceSecrets {

    private static final int BYTES = 32;

    private final Jdbi jdbi;
    private final Consumer<Runnable> durably;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     */
    public ServiceSecrets(Jdbi jdbi, Consumer<Runnable> durably) {
        this.jdbi = jdbi;
        this.durably = durably;
    }

    /** The secret of that name: 32 random bytes, made when it is first asked for. */
    public byte[] get(String name) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        durably.accept(() -> {
            if (find(name).isEmpty()) {
                insert(name, fresh);
            }
        });
        return find(name).orElseThrow();
    }

    private Optional<byte[]> find(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT secret FROM service_secret WHERE name = :name")
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne());
    }

    /** Where another node was faster, its secret is the one. */
    private void insert(String name, byte[] fresh) {
        try {
            jdbi.useHandle(
                    handle -> handle.createUpdate("INSERT INTO service_secret (name, secret) VALUES (:name, :secret)")
                            .bind("name", name)
                            .bind("secret", fresh)
                            .execute());
        } catch (UnableToExecuteStatementException e) {
            if (find(name).isEmpty()) {
                throw e;
            }
        }
    }
}
