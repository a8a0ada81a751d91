package landfall.ledger;

import java.util.Map;

/**
 * A secret for an account that seems to be new, and the digests under it, made before it is the proposal's turn. It comes to
 * nothing where the account turns out to have one.
 */
public final class FreshSecret {
    private final AccountSecret secret;
    private final Map<String, String> digests;

    private FreshSecret(AccountSecret secret, Map<String, String> digests) {
        this.secret = secret;
        this.digests = digests;
    }

    /**
     * Makes one.
     *
     * @param personal as the proposal will have them; at least one
     */
    public static FreshSecret of(Map<String, String> personal) {
        AccountSecret secret = AccountSecret.fresh();
        return new FreshSecret(secret, secret.digests(personal));
    }

    /** For each personal field its digest, in hex. */
    public Map<String, String> digests() {
        return digests;
    }

    AccountSecret secret() {
        return secret;
    }
}
