package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import landfall.engine.Moment;
import landfall.engine.RuleDifference;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.Coordinates;
import landfall.rotation.Foreseen;
import landfall.rotation.Placement.Status;
import landfall.routing.Claim;
import landfall.routing.Route;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules, at one instant, by which accounts are looked at: where they claim them for, and whether that leaves them as they are.
 * The active rules are looked at in the same way. Safe for many threads.
 */
final class Draft {

    private final CompiledRuleSet rules;
    private final Instant at;
    private final String fallback;
    private final boolean rotationsReadAccounts;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Foreseen> byTerritory = new ConcurrentHashMap<>();

    Draft(CompiledRuleSet rules, Instant at) {
        this.rules = rules;
        this.at = at;
        this.rotationsReadAccounts = rules.rules().rotationsReadAccounts();
        this.fallback = rules.roster().fallback().id();
        for (Rule rule : rules.checked().rules()) {
            places.putIfAbsent(
                    rule.name(), place(rule.place().source(), rule.place().line()));
        }
    }

    /** File and line of a rule. */
    static String place(String file, int line) {
        return line == 0 ? file : file + ":" + line;
    }

    /** The rules that match an account, the route that they give it, and the rotation rules that it leads to. */
    record Seen(Account account, List<Rule> matched, Route route, @Nullable Foreseen foreseen) {}

    /**
     * What the rules make of an account that is somewhere already, its company aside.
     *
     * @param leavesRep whether its rep may keep it
     * @param leavesUnassigned whether it goes on waiting, or stays fallen back, where it does so
     */
    record Looked(Held held, Seen seen, boolean leavesRep, boolean leavesUnassigned) {}

    /** For one thread, and any number of accounts. */
    Moment moment() {
        return new Moment(at, rules.roster().holidays());
    }

    CompiledRuleSet rules() {
        return rules;
    }

    /** In the order of the accounts. */
    List<Seen> see(List<Account> accounts, Moment moment) {
        return see(accounts, rules.rules().matchTerritoryRules(accounts, moment), moment);
    }

    /** @param matched what is known to match each account */
    List<Seen> see(List<Account> accounts, List<List<Rule>> matched, Moment moment) {
        List<Seen> seen = new ArrayList<>(accounts.size());
        for (int i = 0; i < accounts.size(); i++) {
            seen.add(see(accounts.get(i), matched.get(i), moment));
        }
        return seen;
    }

    Seen see(Account account, List<Rule> matched, Moment moment) {
        Route route = rules.router().route(account, matched, moment);
        return new Seen(account, matched, route, foresee(account, route, moment));
    }

    /**
     * Matches by these rules where it is known what matches by others; to be closed.
     *
     * @param fields of the account, in which the one that the others were asked for may differ
     */
    RuleDifference differenceTo(Draft known, Set<String> fields) {
        boolean sameDays = rules.roster().version().equals(known.rules.roster().version());
        return new RuleDifference(known.side(), side(), new RuleDifference.Apart(fields, !sameDays));
    }

    private RuleDifference.Side side() {
        CheckedRuleSet checked = rules.checked();
        return new RuleDifference.Side(rules.rules(), checked.lists(), checked.zone());
    }

    /** Where rotation rules ask for nothing of accounts, a territory's are found once. */
    private @Nullable Foreseen foresee(Account account, Route route, Moment moment) {
        Claim claim = route.winner();
        String territory = claim == null || claim.rep() != null ? null : claim.territory();
        if (territory == null || rotationsReadAccounts) {
            return rules.placer().foresee(account, route, moment);
        }
        Foreseen known = byTerritory.get(territory);
        if (known != null) {
            return known.about(account);
        }
        Foreseen found = rules.placer().foresee(account, route, moment);
        if (found != null) {
            byTerritory.put(territory, found);
        }
        return found;
    }

    boolean rotates(Seen seen, Moment moment) {
        return rules.placer().rotates(seen.account(), seen.route(), seen.foreseen(), moment);
    }

    /**
     * Looks at an account. One that fell back is left so while its territory is the same: that somebody of it may be free now is no
     * matter of the rules. But a territory that had no rotation for it, and now has one, takes it up.
     *
     * @param seen what {@link #see} says of it
     * @param rotated whether there was a rotation for it where it fell back
     */
    Looked look(Held held, Seen seen, boolean rotated, Moment moment) {
        Position before = held.before();
        if (before.isAssigned()) {
            boolean leaves =
                    rules.placer().leavesWith(before.repId(), seen.account(), seen.route(), seen.foreseen(), moment);
            return new Looked(held, seen, leaves, false);
        }
        Claim claim = seen.route().winner();
        String territory = claim == null ? fallback : claim.rep() == null ? claim.territory() : null;
        boolean sameTerritory = territory != null && territory.equals(before.territory());
        boolean leaves = sameTerritory
                && (before.isFallback() != rules.placer().isQueue(before.territory()))
                && (rotated || !rotates(seen, moment));
        return new Looked(held, seen, false, leaves);
    }

    /**
     * Whether an account is left with its rep, or unassigned as it is.
     *
     * @param company who owns its company, where he counts
     */
    boolean keeps(Looked looked, Companies.@Nullable Owner company) {
        Position before = looked.held().before();
        if (!before.isAssigned()) {
            return looked.leavesUnassigned();
        }
        if (company != null && follows(looked, company)) {
            return company.rep().equals(before.repId());
        }
        return looked.leavesRep();
    }

    /** Whether it goes where its company's owner is: unless it leads the company, or a claim goes before him. */
    boolean follows(Looked looked, Companies.Owner company) {
        return !looked.held().leads(company)
                && !rules.placer().goesBeforeCompany(looked.seen().route());
    }

    boolean isActive(String rep) {
        return rules.roster().isActive(rep, at, rules.checked().zone());
    }

    /** Where an account is that its route leaves with its rep. */
    Position stays(Looked looked) {
        Claim claim = Objects.requireNonNull(looked.seen().route().winner());
        return position(
                Status.ASSIGNED.word(),
                looked.held().before().repId(),
                claim.territory(),
                claim.rule().name());
    }

    /** A position by a rule of these. */
    Position position(String status, String rep, @Nullable String territory, @Nullable String rule) {
        String place = rule == null ? null : places.get(rule);
        return new Position(
                status,
                rep,
                territory,
                rule,
                place,
                place == null ? null : rules.checked().version());
    }

    /** Kilometres from an account to a rep; null where one of the two isn't known to be anywhere. */
    @Nullable
    Double kilometres(Account account, String rep) {
        Coordinates there = Coordinates.of(account.latitude(), account.longitude());
        return there == null ? null : rules.roster().kilometres(rep, there);
    }
}
