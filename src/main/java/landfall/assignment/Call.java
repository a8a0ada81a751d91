package landfall.assignment;

import java.util.List;
import landfall.account.CleanedAccount;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;

/**
 * A call that was cleaned and routed and waits for its decision.
 *
 * @param rules the version that decides all of it
 * @param account with the identity that stands for it
 * @param route by the rules, before anybody's present owner is asked
 */
record Call(
        AssignmentRequest request,
        CompiledRuleSet rules,
        CleanedAccount cleaned,
        Account account,
        List<String> companyKeys,
        Moment moment,
        Route route) {}
