package landfall.rotation;

import java.util.List;
import landfall.engine.CompiledRules;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;

/**
 * The rotation rules that match an account in the territory of its route, found before it is the account's turn.
 *
 * @param rules that were matched
 * @param matching the best one first
 * @param read the moment that they read
 */
public record Foreseen(CompiledRules rules, Account account, Territory territory, List<Rule> matching, Moment read) {

    public Foreseen {
        matching = List.copyOf(matching);
    }

    static Foreseen of(CompiledRules rules, Account account, Territory territory, Moment moment) {
        Moment read = moment.apart();
        return new Foreseen(rules, account, territory, rules.matchRotationRules(account, territory, read), read);
    }

    /** The same for another account; only where the rotation rules ask for nothing of accounts. */
    public Foreseen about(Account other) {
        return new Foreseen(rules, other, territory, matching, read);
    }

    boolean isOf(CompiledRules others, Account other, Territory there) {
        return rules.equals(others) && account.equals(other) && territory.equals(there);
    }
}
