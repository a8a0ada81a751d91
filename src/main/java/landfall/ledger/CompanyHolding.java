package landfall.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who owns a company: the owner of the first of its accounts that was routed.
 *
 * @param decisionId the decision that made it so
 */
public record CompanyHolding(String owner, @Nullable String territory, String decisionId) {}
