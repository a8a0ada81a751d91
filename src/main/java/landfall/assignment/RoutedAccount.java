package landfall.assignment;

import java.util.List;
import landfall.assignment.DecisionRecord.Matched;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** Of a decision's record no more than the account as it was routed, its company's keys, and by which rule of which version. */
public record RoutedAccount(
        String ruleSetVersion,
        List<String> flags,
        Account account,
        List<String> companyKeys,
        @Nullable String rule,
        @Nullable Matched winner) {

    /** Whether the account goes with its company. */
    public boolean matchesCompany() {
        return !flags.contains(Records.MATCH_ACCOUNT);
    }
}
