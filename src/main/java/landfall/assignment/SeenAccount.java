package landfall.assignment;

import java.util.List;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;

/** Of a decision's record no more than the account, and what cleaning changed. */
public record SeenAccount(Account account, List<Change> changes) {}
