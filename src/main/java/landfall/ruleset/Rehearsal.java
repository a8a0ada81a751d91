package landfall.ruleset;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.account.AccountRequest;
import landfall.account.CleanedAccount;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.facts.Clock;
import landfall.rotation.Placement;
import landfall.rotation.Pools;
import landfall.rotation.RotationState;
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
    private final Map<String, RotationState> pools = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Owner> companies = new HashMap<>();

    /**
     * Begins with fresh rotations.
     *
     * @param matchCompany whether accounts of one company go to one owner
     */
    public Rehearsal(CompiledRuleSet rules, boolean matchCompany) {
        this.rules = rules;
        this.matchCompany = matchCompany;
    }

    /** Places one account and moves the rotations. */
    public Placed place(AccountRequest request, Instant at) {
        CleanedAccount cleaned =
                rules.cleaner().clean(request, at.atZone(rules.checked().zone()).toLocalDate());
        Account account = cleaned.account();
        Moment moment = new Moment(at, rules.roster().holidays());
        Route route = rules.router().route(account, moment);
        Pools moving = new Pools(
                pool -> pools.getOrDefault(pool, RotationState.fresh(pool)), rep -> open.getOrDefault(rep, 0));
        Placement placement = placement(cleaned, account, route, moment, moving);
        Map<String, Placement> overlays = new LinkedHashMap<>();
        if (placement.status() != Placement.Status.QUEUED) {
            route.overlays()
                    .forEach((role, claim) -> overlays.put(
                            role, rules.placer().placeOverlay(account, claim, placement.owner(), moment, moving)));
        }
        moving.moved().forEach(state -> pools.put(state.pool(), state));
        if (placement.status() == Placement.Status.ASSIGNED) {
            open.merge(placement.owner(), 1, Integer::sum);
            overlays.values().forEach(overlay -> open.merge(overlay.owner(), 1, Integer::sum));
        }
        return new Placed(cleaned, route, placement, overlays, moment.read());
    }

    private Placement placement(CleanedAccount cleaned, Account account, Route route, Moment moment, Pools moving) {
        Owner owner = matchCompany ? owner(cleaned.companyKeys()) : null;
        if (owner != null && !rules.placer().goesBeforeCompany(route)) {
            return new Placement(
                    Placement.Status.ASSIGNED,
                    owner.rep(),
                    owner.territory(),
                    "existing company",
                    null,
                    List.of(),
                    "the company belongs to " + owner.rep());
        }
        Placement placement = rules.placer().place(account, route, moment, moving);
        if (matchCompany && placement.status() == Placement.Status.ASSIGNED) {
            Owner first = new Owner(placement.owner(), Objects.requireNonNullElse(placement.territory(), ""));
            cleaned.companyKeys().forEach(key -> companies.putIfAbsent(key, first));
        }
        return placement;
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
