package landfall.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.engine.CompiledRules;
import landfall.engine.ConditionEvaluator;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.PassedOver;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * Gives a routed account its owner: the claimed rep, whose turn it is, the queue's keeper or the fallback. A function of
 * its arguments and the pools' state; safe for many threads, each with pools of its own.
 */
public final class Placer {

    private final CompiledRules rules;
    private final Roster roster;
    private final ZoneId zone;
    private final IdentityHashMap<Rule, ReadyRotation> rotations = new IdentityHashMap<>();
    private final TurnTaker turns;

    /**
     * Looks up every rotation's members once.
     *
     * @param zone of reps and rules that have none
     */
    public Placer(CompiledRules rules, Map<String, ValueList> lists, Roster roster, ZoneId zone) {
        this.rules = rules;
        this.roster = roster;
        this.zone = zone;
        for (Rule rule : rules.rules()) {
            if (rule.isRotation()) {
                rotations.put(rule, ReadyRotation.of(rule, roster, zone));
            }
        }
        this.turns = new TurnTaker(PoolMembers.of(rotations.values(), roster, new ConditionEvaluator(lists)));
    }

    /** What {@link #place} will ask of the rules for that account; null where it won't ask, or can't be known to. */
    public @Nullable Foreseen foresee(Account account, Route route, Moment moment) {
        Claim claim = route.winner();
        if (claim == null || claim.rep() != null) {
            return null;
        }
        TerritoryEntry territory = territory(claim.territory());
        return switch (territory.type()) {
            case QUEUE, FALLBACK -> null;
            case TERRITORY, OVERLAY -> Foreseen.of(rules, account, territory.fact(null), moment);
        };
    }

    /** Who takes the account as its primary owner. */
    public Placement place(Account account, Route route, Moment moment, Pools pools) {
        return placeNext(account, route, null, moment, pools, List.of());
    }

    /**
     * The same.
     *
     * @param foreseen for the account and the moment; where it does not fit, or is null, it counts for nothing
     */
    public Placement place(Account account, Route route, @Nullable Foreseen foreseen, Moment moment, Pools pools) {
        return placeNext(account, route, foreseen, moment, pools, List.of());
    }

    /**
     * Who takes the account after those who had it as an offer.
     *
     * @param excluded they don't get it again
     */
    public Placement placeNext(Account account, Route route, Moment moment, Pools pools, Collection<String> excluded) {
        return placeNext(account, route, null, moment, pools, excluded);
    }

    /**
     * Who takes the account in a territory that somebody chose, by its turns; no territory rule is asked.
     *
     * @param excluded they don't get it
     */
    public Placement placeIn(
            String territory, Account account, Moment moment, Pools pools, Collection<String> excluded) {
        TerritoryEntry entry = territory(territory);
        return switch (entry.type()) {
            case QUEUE ->
                new Placement(
                        Placement.Status.QUEUED,
                        keeper(entry, moment),
                        entry.id(),
                        null,
                        null,
                        List.of(),
                        "waits in queue " + entry.id());
            case FALLBACK -> fallback(entry, null, List.of(), moment, "fallback");
            case TERRITORY, OVERLAY ->
                rotate(account, entry, null, List.of(), null, null, List.of(), moment, pools, excluded);
        };
    }

    private Placement placeNext(
            Account account,
            Route route,
            @Nullable Foreseen foreseen,
            Moment moment,
            Pools pools,
            Collection<String> excluded) {
        Claim claim = route.winner();
        if (claim == null) {
            return fallback(roster.fallback(), null, route.passedOver(), moment, "no rule matches");
        }
        if (claim.rep() != null && excluded.contains(claim.rep())) {
            List<PassedOver> passedOver = new ArrayList<>(route.passedOver());
            passedOver.add(new PassedOver(claim.rule().name(), PassedOver.OFFERED, List.of(claim.rep())));
            TerritoryEntry territory = claim.territory() == null ? roster.fallback() : territory(claim.territory());
            return fallback(territory, claim.rule(), passedOver, moment, claim.rep() + " had it already");
        }
        if (claim.rep() != null) {
            return new Placement(
                    Placement.Status.ASSIGNED,
                    claim.rep(),
                    claim.territory(),
                    claim.rule().name(),
                    null,
                    route.passedOver(),
                    reason(claim.reasons(), "named account"));
        }
        TerritoryEntry territory = territory(claim.territory());
        return switch (territory.type()) {
            case QUEUE ->
                new Placement(
                        Placement.Status.QUEUED,
                        keeper(territory, moment),
                        territory.id(),
                        claim.rule().name(),
                        null,
                        route.passedOver(),
                        reason(claim.reasons(), "waits in queue " + territory.id()));
            case FALLBACK ->
                fallback(territory, claim.rule(), route.passedOver(), moment, reason(claim.reasons(), "fallback"));
            case TERRITORY, OVERLAY ->
                rotate(
                        account,
                        territory,
                        claim.rule(),
                        claim.reasons(),
                        null,
                        foreseen,
                        route.passedOver(),
                        moment,
                        pools,
                        excluded);
        };
    }

    /**
     * Whether the route leaves an account with a rep: it claims for him, or leads to a rotation that asks him, or keeps owners.
     * That he is away, off work or at his cap just now takes nothing from him; one who isn't active keeps nothing.
     *
     * @param foreseen for the account and the moment, or null
     */
    public boolean leavesWith(String rep, Account account, Route route, @Nullable Foreseen foreseen, Moment moment) {
        Claim claim = route.winner();
        if (claim == null || !isActive(rep, moment)) {
            return false;
        }
        if (claim.rep() != null) {
            return claim.rep().equals(rep);
        }
        List<Rule> matching = rotations(account, claim, foreseen, moment);
        return !matching.isEmpty() && ready(matching.get(0)).leavesWith(rep, account);
    }

    /** Whether the route leads to a territory with a rotation for the account, whoever is free. */
    public boolean rotates(Account account, Route route, @Nullable Foreseen foreseen, Moment moment) {
        Claim claim = route.winner();
        return claim != null
                && claim.rep() == null
                && !rotations(account, claim, foreseen, moment).isEmpty();
    }

    private List<Rule> rotations(Account account, Claim claim, @Nullable Foreseen foreseen, Moment moment) {
        TerritoryEntry territory = territory(claim.territory());
        return switch (territory.type()) {
            case QUEUE, FALLBACK -> List.of();
            case TERRITORY, OVERLAY -> matching(account, territory.fact(null), foreseen, moment);
        };
    }

    private ReadyRotation ready(Rule rule) {
        ReadyRotation rotation = rotations.get(rule);
        if (rotation == null) {
            throw new IllegalStateException("rotation of another rule set: " + rule.name());
        }
        return rotation;
    }

    /** Whether the rules' own choice goes before whoever owns the company: a claim for a rep, or for a queue. */
    public boolean goesBeforeCompany(Route route) {
        Claim claim = route.winner();
        return claim != null && (claim.rep() != null || isQueue(claim.territory()));
    }

    /** Whether what comes there waits for a person. */
    public boolean isQueue(@Nullable String territory) {
        return territory != null
                && roster.territory(territory)
                        .filter(entry -> entry.type() == TerritoryEntry.Type.QUEUE)
                        .isPresent();
    }

    /** Who takes the account in an overlay role, besides its primary owner; its fallback where nobody is free. */
    public Placement placeOverlay(
            Account account, OverlayClaim claim, String primaryOwner, Moment moment, Pools pools) {
        TerritoryEntry territory = territory(claim.territory());
        return rotate(
                account,
                territory,
                claim.rule(),
                claim.reasons(),
                primaryOwner,
                null,
                List.of(),
                moment,
                pools,
                List.of());
    }

    /** Frees the cap of a turn that was declined or timed out; it still counts as received. */
    public void freeCap(Turn turn, Instant takenAt, Pools pools) {
        RotationState state = pools.state(turn.pool());
        pools.adjust(Caps.uncount(state, turn.rep(), clock(turn.rep(), takenAt)));
    }

    /** Gives a turn back that was spent on nothing worth having: credits, where the pool still keeps them, and cap. */
    public ReturnedTurn giveBack(Turn turn, Instant takenAt, String decisionId, Pools pools) {
        RotationState state = pools.state(turn.pool());
        boolean credited = GivenBack.movesCredits(state, turn.verb(), turn.epoch());
        RotationState after = credited ? GivenBack.credits(state, turn.free(), turn.rep()) : state;
        pools.adjust(Caps.uncount(after, turn.rep(), clock(turn.rep(), takenAt)));
        return new ReturnedTurn(decisionId, turn.pool(), turn.epoch(), turn.turn(), turn.rep(), turn.free(), credited);
    }

    /**
     * Charges a turn that was played when a list was made, now that the account goes to whom it was played for.
     *
     * @param mayBegin whether a change of the pool's members may begin an epoch: only where these rules decide calls, too
     */
    public ChargedTurn charge(Turn played, Instant at, boolean mayBegin, Pools pools) {
        return turns.charge(played, clock(played.rep(), at), mayBegin, pools);
    }

    /** Gives back what was charged, as a turn is given back. */
    public ReturnedTurn giveBack(ChargedTurn charged, Instant chargedAt, String decisionId, Pools pools) {
        RotationState state = pools.state(charged.pool());
        boolean credited = charged.credited() && GivenBack.movesCredits(state, charged.verb(), charged.epoch());
        RotationState after = credited ? GivenBack.credits(state, charged.free(), charged.rep()) : state;
        pools.adjust(Caps.uncount(after, charged.rep(), clock(charged.rep(), chargedAt)));
        return new ReturnedTurn(
                decisionId, charged.pool(), charged.epoch(), charged.turn(), charged.rep(), charged.free(), credited);
    }

    private LocalDateTime clock(String rep, Instant at) {
        ZoneId his = roster.rep(rep).map(known -> known.zoneOr(zone)).orElse(zone);
        return LocalDateTime.ofInstant(at, his);
    }

    private Placement rotate(
            Account account,
            TerritoryEntry territory,
            @Nullable Rule claiming,
            List<String> reasons,
            @Nullable String primaryOwner,
            @Nullable Foreseen foreseen,
            List<PassedOver> before,
            Moment moment,
            Pools pools,
            Collection<String> excluded) {
        Territory fact = territory.fact(primaryOwner);
        List<Rule> matching = matching(account, fact, foreseen, moment);
        if (matching.isEmpty()) {
            return fallback(
                    territory, claiming, before, moment, "no rotation rule matches territory " + territory.id());
        }
        Rule rule = matching.get(0);
        ReadyRotation rotation = ready(rule);
        String current = account.currentOwner();
        if (rotation.spec().keepOwner()
                && current != null
                && !excluded.contains(current)
                && isActive(current, moment)) {
            return new Placement(
                    Placement.Status.ASSIGNED,
                    current,
                    territory.id(),
                    claiming == null ? null : claiming.name(),
                    null,
                    before,
                    reason(reasons, "stays with its owner"));
        }
        TurnTaker.Asked asked = turns.take(
                rotation,
                territory.id(),
                account,
                moment,
                new Presence(roster, moment, zone),
                pools,
                primaryOwner == null,
                excluded);
        List<PassedOver> passedOver = new ArrayList<>(before);
        passedOver.addAll(asked.passedOver());
        Turn turn = asked.turn();
        if (turn == null) {
            return fallback(territory, claiming, passedOver, moment, "nobody is free in " + territory.id());
        }
        return new Placement(
                Placement.Status.ASSIGNED,
                turn.rep(),
                territory.id(),
                claiming == null ? null : claiming.name(),
                turn,
                passedOver,
                reason(reasons, "turn " + turn.turn() + " of " + turn.pool()));
    }

    private List<Rule> matching(Account account, Territory fact, @Nullable Foreseen foreseen, Moment moment) {
        if (foreseen != null && foreseen.isOf(rules, account, fact)) {
            moment.join(foreseen.read());
            return foreseen.matching();
        }
        return rules.matchRotationRules(account, fact, moment);
    }

    private Placement fallback(
            TerritoryEntry territory, @Nullable Rule rule, List<PassedOver> passedOver, Moment moment, String reason) {
        return new Placement(
                Placement.Status.FALLBACK,
                keeper(territory, moment),
                territory.id(),
                rule == null ? null : rule.name(),
                null,
                passedOver,
                reason);
    }

    /** The territory's fallback rep while he is active, else the service's, who always answers. */
    private String keeper(TerritoryEntry territory, Moment moment) {
        String own = territory.fallbackRep();
        if (own != null && isActive(own, moment)) {
            return own;
        }
        String service = roster.fallback().fallbackRep();
        if (service == null) {
            throw new IllegalStateException("a checked fallback territory has a rep");
        }
        return service;
    }

    private boolean isActive(String rep, Moment moment) {
        return roster.isActive(rep, moment.instant(), zone);
    }

    private TerritoryEntry territory(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(roster::territory)
                .orElseThrow(() -> new IllegalStateException("a checked rule names a known territory, not " + id));
    }

    private static String reason(List<String> own, String otherwise) {
        return own.isEmpty() ? otherwise : String.join(" ", own);
    }
}
