package landfall.ruleset.trial;

import java.time.Instant;
import landfall.account.AccountRequest;

/** What a case asks: this account at that moment, with fresh rotations and nobody absent. */
public record TrialAccount(AccountRequest account, Instant at) {}
