package landfall.assignment;

import java.util.List;
import landfall.facts.Account;

/** Of a decision's record no more than the account and the keys of its company. */
public record BookedAccount(Account account, List<String> companyKeys) {}
