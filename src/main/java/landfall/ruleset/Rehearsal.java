package landfall.ruleset;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.account.AccountRequest;
import landfall.account.CleanedAccount;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.facts.Clock;
import landfall.rotation.Placement;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * Plays accounts through a rule set in memory: rotations begin at their beginning, nobody is absent or has anything open, nothing is
 * recorded, and each account is one of its own. For cases and for files of accounts; one thread.
 */
public final class Rehearsal {

    /**
     * Where an account went.
     *
     * @param overlays by role
     * @param clocks those that could be read
     */
    public record Placed(
            CleanedAccount cleaned,
            Route route,
            Placement placement,
            Map<String, Placement> overlays,
            List<Clock> clocks) {}

    private record Owner(String rep, String territory) {}

    private final CompiledRuleSet rules;
    private final boolean matchCompany;
    private final PlayedTurns turns;
    private final Map<String, Owner> companies = new HashMap<>();

    /**
     * Begins with fresh rotations.
     *
     * @param matchCompany whether accounts of one company go to one owner
     */
    public Rehearsal(CompiledRuleSet rules, boolean matchCompany) {
        this.rules = rules;
        this.matchCompany = matchCompany;
        this.turns = PlayedTurns.fromTheBeginning(rules);
    }

    /** Places one account and moves the rotations. */
    public Placed place(AccountRequest request, Instant at) {
        CleanedAccount cleaned =
                rules.cleaner().clean(request, at.atZone(rules.checked().zone()).toLocalDate());
        Account account = cleaned.account();
        Moment moment = new Moment(at, rules.roster().holidays());
        Route route = rules.router().route(account, moment);
        Placement byCompany = byCompany(cleaned, route);
        PlayedTurns.Played played = turns.play(account, route, null, moment, byCompany);
        if (byCompany == null) {
            foundCompany(cleaned, played.placement());
        }
        return new Placed(cleaned, route, played.placement(), played.overlays(), moment.read());
    }

    /** Null where the company has no owner, or the rules' own choice goes before him. */
    private @Nullable Placement byCompany(CleanedAccount cleaned, Route route) {
        Owner owner = matchCompany ? owner(cleaned.companyKeys()) : null;
        return owner == null || rules.placer().goesBeforeCompany(route)
                ? null
                : new Placement(
                        Placement.Status.ASSIGNED,
                        owner.rep(),
                        owner.territory(),
                        "existing company",
                        null,
                        List.of(),
                        "the company belongs to " + owner.rep());
    }

    private void foundCompany(CleanedAccount cleaned, Placement placement) {
        if (matchCompany && placement.status() == Placement.Status.ASSIGNED) {
            Owner first = new Owner(placement.owner(), Objects.requireNonNullElse(placement.territory(), ""));
            cleaned.companyKeys().forEach(key -> companies.putIfAbsent(key, first));
        }
    }

    private @Nullable Owner owner(List<String> companyKeys) {
        for (String key : companyKeys) {
            Owner owner = companies.get(key);
            if (owner != null) {
                return owner;
            }
        }
        return null;
    }
}
