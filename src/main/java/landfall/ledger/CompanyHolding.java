package landfall.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who owns a company: the owner of the first of its accounts that was routed.
 *
 * @param owner rep id; {@link #NOBODY} where it was given up again
 * @param decisionId the decision that made it so
 */
public record CompanyHolding(String owner, @Nullable String territory, String decisionId) {

    /** Everybody declined the account that made the company's owner: the next one that is routed makes it anew. */
    public static final String NOBODY = "";
}
