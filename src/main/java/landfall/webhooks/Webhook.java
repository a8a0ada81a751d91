package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.ledger.OwnerChange;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of changes of owner.
 *
 * @param sources of accounts that it hears of; empty: all
 * @param territories an account comes to one of them or leaves one; empty: all
 * @param beginsAfter position in the ledger
 * @param secrets those that it ever had, the oldest first
 */
record Webhook(
        String id,
        URI address,
        List<String> sources,
        List<String> territories,
        long beginsAfter,
        Instant createdAt,
        String createdBy,
        State state,
        @Nullable String why,
        List<Secret> secrets) {

    Webhook {
        sources = List.copyOf(sources);
        territories = List.copyOf(territories);
        secrets = List.copyOf(secrets);
    }

    /** Whether it is sent to. */
    enum State {
        ACTIVE,
        /** By somebody. */
        PAUSED,
        /** The address answered that it is gone. */
        DISABLED,
        DELETED
    }

    /**
     * Which secret.
     *
     * @param number from 1
     * @param previousUntil until then the one before it counts, too; null for the first
     */
    record Secret(int number, Instant madeAt, @Nullable Instant previousUntil) {

        /** The secret itself: 32 bytes, derived from that of the service. */
        byte[] bytes(byte[] serviceSecret, String webhookId) {
            return Signature.hmac(serviceSecret, ("webhook " + webhookId + " secret " + number).getBytes(UTF_8));
        }
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** The same, disabled. */
    Webhook disabled(String because) {
        return new Webhook(
                id, address, sources, territories, beginsAfter, createdAt, createdBy, State.DISABLED, because, secrets);
    }

    boolean hearsOf(OwnerChange change) {
        return (sources.isEmpty() || sources.contains(change.account().source()))
                && (territories.isEmpty()
                        || contains(territories, change.territory())
                        || contains(territories, change.territoryBefore()));
    }

    private static boolean contains(List<String> all, @Nullable String one) {
        return one != null && all.contains(one);
    }

    /** The secrets that count at a moment, the newest first. */
    List<byte[]> secretsAt(Instant now, byte[] serviceSecret) {
        List<byte[]> counting = new ArrayList<>();
        boolean counts = true;
        for (int i = secrets.size() - 1; i >= 0 && counts; i--) {
            Secret secret = secrets.get(i);
            counting.add(secret.bytes(serviceSecret, id));
            counts = secret.previousUntil() != null && now.isBefore(secret.previousUntil());
        }
        return counting;
    }

    Secret newestSecret() {
        return secrets.get(secrets.size() - 1);
    }
}
