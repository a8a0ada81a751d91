package landfall.assignment;

import com.google.common.hash.Hashing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.assignment.DecisionRecord.Act;
import landfall.assignment.SkippedMoveException.Why;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.http.CallIds;
import landfall.ledger.CommitLane;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Decided;
import landfall.ledger.Held;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.IdempotencyKey;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ledger.Standing;
import landfall.ledger.StoredDecision;
import landfall.rotation.ChargedTurn;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import landfall.routing.Claim;
import landfall.routing.Route;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes planned moves, each a decision of its own: where the account still is where it was when the move was looked at, and
 * where nothing keeps it there. Overlays stay as they are, and so does whether the account is closed. Safe for many threads.
 */
public final class BookMoves {

    /** Who makes them, beside the callers: no key can have this name. */
    static final String CALLER = "landfall: run";

    /** What decisions of a run are called. */
    public enum Kind {
        /** By the rules, as a preview showed it. */
        REALIGN("realigned", true),
        /** A move of a run is taken back. */
        MOVE_BACK("moved-back", false);

        private final String word;
        private final boolean byRules;

        Kind(String word, boolean byRules) {
            this.word = word;
            this.byRules = byRules;
        }

        /** As records and answers spell it. */
        public String word() {
            return word;
        }

        /** The kind of that word. */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of a move is " + word);
        }
    }

    /**
     * What all moves of a run share.
     *
     * @param run its id
     * @param rules by which they are made and explained
     * @param at the moment for which the rules are asked
     * @param by who ordered it
     */
    public record Order(
            Kind kind,
            String run,
            CompiledRuleSet rules,
            Instant at,
            String by,
            String reason,
            @Nullable String ticket) {}

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Clock clock;

    public BookMoves(ActiveRuleSet active, CommitLane lane, Ledger ledger, Clock clock) {
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What is known of an account before it is the move's turn.
     *
     * @param known how it stands
     * @param about its latest decision
     * @param account as the rules see it
     * @param route null where the rules aren't asked
     * @param refusal why it stays whatever else is so, or null
     * @param present whether these rules decide calls now
     * @param brought the decision that brought the account where it is, for the way back; else null
     */
    private record Facts(
            PlannedMove move,
            Order order,
            Holding known,
            DecisionRecord about,
            Account account,
            @Nullable Route route,
            Moment moment,
            @Nullable SkippedMoveException refusal,
            boolean present,
            @Nullable Brought brought) {

        boolean matchesCompany() {
            return !about.flags().contains(Records.MATCH_ACCOUNT);
        }

        boolean goesWithCompany() {
            return DecisionProcedure.EXISTING_COMPANY.equals(move.to().rule());
        }
    }

    /** A decision that brought an account somewhere, and what it was charged for. */
    private record Brought(String id, Instant at, ChargedTurn charged) {}

    /**
     * Makes a move, once for each key; completes when it is durable. It throws, or fails, with {@link SkippedMoveException} where the
     * account stays, and with {@link Imports.DecidedMeanwhileException} where it has to be tried again.
     *
     * @param number of the move within its run
     */
    public CompletionStage<Recorded> submit(PlannedMove move, Order order, long number) {
        Held held = ledger.held(move.account())
                .orElseThrow(() -> new SkippedMoveException(Why.MOVED_SINCE, "It is in the book no more."));
        Facts facts = facts(move, order, held);
        return lane.submit(new Proposal(
                move.account(),
                new IdempotencyKey(CALLER, order.run() + "/" + number, digest(move)),
                facts.about().companyKeys(),
                Map.of(),
                (decisionId, digests, view) -> decide(decisionId, facts, view)));
    }

    private static String digest(PlannedMove move) {
        return Hashing.sha256()
                .hashBytes(CanonicalJson.bytes(List.of(move.account(), move.to())))
                .toString();
    }

    private Facts facts(PlannedMove move, Order order, Held held) {
        DecisionRecord about = CanonicalJson.decision(held.decision());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Holding known = held.holding();
        Account account = known.owner().equals(about.account().currentOwner())
                ? about.account()
                : about.account().toBuilder().currentOwner(known.owner()).build();
        Moment asked = new Moment(order.at(), order.rules().roster().holidays());
        Route route = order.kind().byRules ? order.rules().router().route(account, asked) : null;
        Moment moment = new Moment(now, order.rules().roster().holidays());
        moment.join(asked);
        Hold hold = known.standing().heldAt(now);
        SkippedMoveException refusal = hold == null
                ? refusal(move, order, route, now)
                : new SkippedMoveException(Why.HELD, "It is held until " + hold.until() + ".");
        return new Facts(
                move,
                order,
                known,
                about,
                account,
                route,
                moment,
                refusal,
                isPresent(order.rules()),
                order.kind() == Kind.MOVE_BACK ? brought(known, held) : null);
    }

    private boolean isPresent(CompiledRuleSet rules) {
        CompiledRuleSet present = active.current();
        return present.checked().version().equals(rules.checked().version())
                && present.roster().version().equals(rules.roster().version());
    }

    /** Null where nothing was charged. */
    private @Nullable Brought brought(Holding known, Held held) {
        String id = known.standing().decisionId();
        byte[] record = id.equals(known.decisionId())
                ? held.decision()
                : ledger.find(id).map(StoredDecision::decision).orElse(null);
        TakenTurns turns = record == null ? null : CanonicalJson.turns(record);
        ChargedTurn charged = turns == null ? null : turns.charged();
        return turns == null || charged == null ? null : new Brought(id, turns.decidedAt(), charged);
    }

    private @Nullable SkippedMoveException refusal(PlannedMove move, Order order, @Nullable Route route, Instant now) {
        Stand to = move.to();
        if (to.isAssigned() && !isActive(to.repId(), now)) {
            return new SkippedMoveException(Why.REP_INACTIVE, to.repId() + " doesn't sell now.");
        }
        if (route != null && !leadsTo(route, to, order.rules())) {
            return new SkippedMoveException(
                    Why.ROUTED_ELSEWHERE,
                    "By its fields as they are now it would go elsewhere than to " + to.words() + ".");
        }
        return null;
    }

    private boolean isActive(String rep, Instant now) {
        CompiledRuleSet present = active.current();
        return present.roster().isActive(rep, now, present.checked().zone());
    }

    private static boolean leadsTo(Route route, Stand to, CompiledRuleSet rules) {
        if (DecisionProcedure.EXISTING_COMPANY.equals(to.rule())) {
            return !rules.placer().goesBeforeCompany(route);
        }
        Claim claim = route.winner();
        if (claim == null || to.rule() == null) {
            return claim == null && to.rule() == null;
        }
        return claim.rule().name().equals(to.rule())
                && Objects.equals(claim.territory(), to.territory())
                && (claim.rep() == null || claim.rep().equals(to.repId()));
    }

    private Decided decide(String decisionId, Facts facts, LaneView view) {
        Imports.requireKnown(facts.known(), view);
        PlannedMove move = facts.move();
        Holding before = facts.known();
        if (!Stand.of(before).isSame(move.from())) {
            throw new SkippedMoveException(
                    Why.MOVED_SINCE,
                    "It is with " + Stand.of(before).words() + ", and was with "
                            + move.from().words() + ".");
        }
        if (facts.refusal() != null) {
            throw facts.refusal();
        }
        CompanyHolding company = facts.matchesCompany() ? view.company().orElse(null) : null;
        requireCompany(facts, company);
        Pools pools = new Pools(view::rotation, rep -> 0);
        DecisionRecord decision = record(decisionId, facts, company, pools);
        Standing standing = before.standing();
        return new Decided(
                decision.kind(),
                () -> CanonicalJson.bytes(decision),
                new byte[0],
                new Holding(
                        decisionId,
                        decision.status(),
                        decision.owner(),
                        decision.territory(),
                        decision.rule(),
                        before.fingerprint(),
                        decision.decidedAt(),
                        before.overlays(),
                        new Standing(decisionId, decision.decidedAt(), standing.open(), null, List.of())),
                companyAfter(decisionId, facts, company),
                pools.moved());
    }

    /** Whether its company's owner, where he counts, is who was looked at. */
    private void requireCompany(Facts facts, @Nullable CompanyHolding company) {
        Stand to = facts.move().to();
        Route route = facts.route();
        if (route == null) {
            return;
        }
        String owner = company == null ? null : company.owner();
        boolean counts = owner != null
                && isActive(owner, facts.moment().instant())
                && !leads(facts, owner)
                && !facts.order().rules().placer().goesBeforeCompany(route);
        if (facts.goesWithCompany()
                ? !to.repId().equals(owner)
                : counts && !to.repId().equals(owner)) {
            throw new SkippedMoveException(
                    Why.COMPANY_ELSEWHERE, "Its company belongs to " + (owner == null ? "nobody" : owner) + " now.");
        }
    }

    /** Whether the account made its company's owner, and takes the company along. */
    private static boolean leads(Facts facts, String owner) {
        Holding before = facts.known();
        return before.owner().equals(owner) && !DecisionProcedure.EXISTING_COMPANY.equals(before.rule());
    }

    private @Nullable CompanyHolding companyAfter(String decisionId, Facts facts, @Nullable CompanyHolding company) {
        Stand to = facts.move().to();
        if (!to.isAssigned()
                || facts.goesWithCompany()
                || !facts.matchesCompany()
                || facts.about().companyKeys().isEmpty()) {
            return null;
        }
        boolean takes = company == null
                || leads(facts, company.owner())
                || !isActive(company.owner(), facts.moment().instant());
        return takes ? new CompanyHolding(to.repId(), to.territory(), decisionId) : null;
    }

    private static DecisionRecord record(
            String decisionId, Facts facts, @Nullable CompanyHolding company, Pools pools) {
        Order order = facts.order();
        Stand to = facts.move().to();
        Route route = facts.route();
        Context context = new Context(
                decisionId, facts.about(), facts.known(), order.rules(), facts.moment(), CallIds.NONE, CALLER);
        Placement placement = new Placement(
                Status.of(to.status()),
                to.repId(),
                to.territory(),
                to.rule(),
                null,
                route == null ? List.of() : route.passedOver(),
                order.kind().word() + " by " + order.by() + ": " + order.reason() + "; "
                        + facts.move().because());
        Act act = route == null
                ? context.act(order.by(), order.reason(), null)
                : new Act(decisionId, order.by(), order.reason(), null);
        return ActRecords.of(
                        context,
                        new Outcome(
                                order.kind().word(), facts.account(), placement, route, company, null, null, act, null))
                .within(
                        new DecisionRecord.Run(order.run(), order.ticket(), route == null ? null : order.at()),
                        charge(facts, pools),
                        giveBack(facts, pools));
    }

    /** What the account counts for its rep in the rotation that chose him. */
    private static @Nullable ChargedTurn charge(Facts facts, Pools pools) {
        Turn played = facts.move().turn();
        return played == null
                ? null
                : facts.order().rules().placer().charge(played, facts.moment().instant(), facts.present(), pools);
    }

    private static @Nullable ReturnedTurn giveBack(Facts facts, Pools pools) {
        Brought brought = facts.brought();
        return brought == null
                ? null
                : facts.order().rules().placer().giveBack(brought.charged(), brought.at(), brought.id(), pools);
    }
}
