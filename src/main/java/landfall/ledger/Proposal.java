package landfall.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that asks for a decision.
 *
 * @param key null where the caller sent none
 * @param companyKeys all keys of its company, each with its kind, such as {@code domain:acme.com}; empty: no company
 * @param personal personal fields by name, and the raw body as {@code body}; stored encrypted under the account's key
 * @param fresh the secret that the account gets if it has none, with digests of {@code personal}; null: the lane makes it
 * @param procedure decides, in the lane
 */
public record Proposal(
        AccountKey account,
        @Nullable IdempotencyKey key,
        List<String> companyKeys,
        Map<String, String> personal,
        @Nullable FreshSecret fresh,
        Procedure procedure) {

    public Proposal {
        companyKeys = List.copyOf(companyKeys);
        personal = Map.copyOf(personal);
    }

    public Proposal(
            AccountKey account,
            @Nullable IdempotencyKey key,
            List<String> companyKeys,
            Map<String, String> personal,
            Procedure procedure) {
        this(account, key, companyKeys, personal, null, procedure);
    }

    /** Decides one proposal; it must be a function of its own inputs and the view, so that it can be run again. */
    @FunctionalInterface
    public interface Procedure {
        /**
         * Decides.
         *
         * @param decisionId the time-ordered id that the decision will have
         * @param personalDigests for each personal field its HMAC-SHA-256 under the account's key, in hex
         */
        Decided decide(String decisionId, Map<String, String> personalDigests, LaneView view);
    }
}
