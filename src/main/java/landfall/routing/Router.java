package landfall.routing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.engine.CompiledRules;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.Action;
import landfall.language.Operand;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * Turns an account into its route: every matching rule's claim, by priority, and the one that wins. Immutable and safe
 * for many threads.
 */
public final class Router {

    private final CompiledRules rules;
    private final Map<String, ValueList> lists;
    private final Roster roster;
    private final ZoneId zone;
    private final IdentityHashMap<Rule, Claims> claims = new IdentityHashMap<>();

    /**
     * What a rule claims, whatever the account.
     *
     * @param claim null where the rule has none, or looks it up for each account
     * @param looksUp whether it does so
     */
    private record Claims(List<String> reasons, boolean looksUp, @Nullable Claim claim, List<OverlayClaim> overlays) {}

    /**
     * Combines rules and roster.
     *
     * @param zone of reps who have none
     */
    public Router(CompiledRules rules, Map<String, ValueList> lists, Roster roster, ZoneId zone) {
        this.rules = rules;
        this.lists = Map.copyOf(lists);
        this.roster = roster;
        this.zone = zone;
        for (Rule rule : rules.rules()) {
            if (!rule.isRotation()) {
                claims.put(rule, claims(rule));
            }
        }
    }

    public Route route(Account account, Moment moment) {
        return route(account, rules.matchTerritoryRules(account, moment), moment);
    }

    /**
     * The same.
     *
     * @param matched the rules that match the account at that moment, by priority
     */
    public Route route(Account account, List<Rule> matched, Moment moment) {
        Claim winner = null;
        List<Claim> alsoMatched = new ArrayList<>(matched.size());
        List<PassedOver> passedOver = new ArrayList<>(0);
        Map<String, OverlayClaim> overlays = new LinkedHashMap<>(4);
        List<OverlayClaim> overlaysAlsoMatched = new ArrayList<>(0);
        for (Rule rule : matched) {
            Claims known = claims.get(rule);
            if (known == null) {
                throw new IllegalStateException("rule of another rule set: " + rule.name());
            }
            Claim claim = known.looksUp() ? claim(rule, account, known.reasons()) : known.claim();
            if (claim != null) {
                if (claim.rep() != null && !roster.isActive(claim.rep(), moment.instant(), zone)) {
                    passedOver.add(new PassedOver(rule.name(), PassedOver.INACTIVE, List.of(claim.rep())));
                } else if (winner == null) {
                    winner = claim;
                } else {
                    alsoMatched.add(claim);
                }
            }
            for (OverlayClaim overlay : known.overlays()) {
                if (overlays.putIfAbsent(overlay.role(), overlay) != null) {
                    overlaysAlsoMatched.add(overlay);
                }
            }
        }
        return new Route(winner, alsoMatched, passedOver, overlays, overlaysAlsoMatched);
    }

    private Claims claims(Rule rule) {
        List<String> reasons = reasons(rule);
        boolean looksUp = false;
        String territory = null;
        String rep = null;
        for (Action action : rule.actions()) {
            if (action instanceof Action.ClaimTerritory claim) {
                territory = claim.territory();
            } else if (action instanceof Action.ClaimRep claim) {
                rep = claim.rep();
            }
            looksUp |= action instanceof Action.TerritoryFrom || action instanceof Action.RepFrom;
        }
        Claim claim =
                looksUp || (territory == null && rep == null) ? null : new Claim(rule, territory, rep, null, reasons);
        return new Claims(reasons, looksUp, claim, overlayClaims(rule, reasons));
    }

    private @Nullable Claim claim(Rule rule, Account account, List<String> reasons) {
        String territory = null;
        String rep = null;
        Claim.ListRow row = null;
        for (Action action : rule.actions()) {
            if (action instanceof Action.ClaimTerritory claim) {
                territory = claim.territory();
            } else if (action instanceof Action.ClaimRep claim) {
                rep = claim.rep();
            } else if (action instanceof Action.TerritoryFrom from) {
                row = row(from.list(), from.key(), account);
                territory = row == null ? null : cell(row, "territory");
                if (territory == null) {
                    return null;
                }
            } else if (action instanceof Action.RepFrom from) {
                row = row(from.list(), from.key(), account);
                rep = row == null ? null : cell(row, "rep");
                if (rep == null) {
                    return null;
                }
            }
        }
        return territory == null && rep == null ? null : new Claim(rule, territory, rep, row, reasons);
    }

    private Claim.@Nullable ListRow row(String list, Operand key, Account account) {
        Object value = key.read(account);
        return value == null ? null : new Claim.ListRow(list, value.toString());
    }

    private @Nullable String cell(Claim.ListRow row, String column) {
        ValueList list = lists.get(row.list());
        return list == null ? null : list.cell(row.value(), column).orElse(null);
    }

    private List<OverlayClaim> overlayClaims(Rule rule, List<String> reasons) {
        List<OverlayClaim> claims = new ArrayList<>(0);
        for (Action action : rule.actions()) {
            if (action instanceof Action.Overlay overlay) {
                roster.territory(overlay.territory())
                        .map(TerritoryEntry::role)
                        .ifPresent(role -> claims.add(new OverlayClaim(rule, overlay.territory(), role, reasons)));
            }
        }
        return claims;
    }

    private static List<String> reasons(Rule rule) {
        List<String> reasons = new ArrayList<>(1);
        for (Action action : rule.actions()) {
            if (action instanceof Action.Reason reason) {
                reasons.add(reason.sentence());
            }
        }
        return reasons;
    }
}
