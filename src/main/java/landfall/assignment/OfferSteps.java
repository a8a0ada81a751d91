package landfall.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.assignment.DecisionRecord.Offer;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.ledger.CommitLane;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Decided;
import landfall.ledger.Holding;
import landfall.ledger.IdempotencyKey;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ledger.Standing;
import landfall.ledger.StoredDecision;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.rotation.RotationState;
import landfall.rotation.Turn;
import landfall.routing.Route;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an assignment that its rep is asked to accept: he accepts it, or declines it, or lets his time run out; then
 * it goes to the next, who has not had it yet, by the rules that are active at that moment. Each step is a decision of its own
 * and happens once, whoever asks for it how often. Safe for many threads.
 */
public final class OfferSteps {

    /** Who moves an offer on whose time ran out. */
    static final String LANDFALL = "landfall";

    private static final int TRIES = 5;

    /** What can become of it. */
    enum Kind {
        ACCEPT("accepted"),
        DECLINE("declined"),
        TIME_OUT("timed-out");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What is asked for.
     *
     * @param by who asks
     */
    record Wish(Kind kind, String by, @Nullable String reason, String caller, CallIds ids) {}

    /**
     * What is known before it is the step's turn.
     *
     * @param id as the call names it
     * @param latest id of the account's latest decision
     * @param about that decision
     * @param offering the decision by which the account came to its owner
     */
    private record Facts(
            String id,
            String latest,
            DecisionRecord about,
            DecisionRecord offering,
            CompiledRuleSet rules,
            Instant now) {}

    /** Somebody sent the account again meanwhile. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super("the account has a newer decision", null, false, false);
        }
    }

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final DecisionProcedure procedure;
    private final Clock clock;

    public OfferSteps(ActiveRuleSet active, CommitLane lane, Ledger ledger, Settings settings, Clock clock) {
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.procedure = DecisionProcedure.of(settings);
        this.clock = clock;
    }

    /** Keeps a key to its teams: the account's owner must be in one of them. */
    void requireTeam(Caller caller, String id) {
        if (!caller.teams().isEmpty()) {
            String owner = facts(found(id)).about().owner();
            caller.requireTeamOf(owner, active.current().roster().teamsOf(owner));
        }
    }

    /** An offer's time is over; completes when what became of it is durable. */
    CompletionStage<Recorded> timeOut(String id) {
        return step(id, new Wish(Kind.TIME_OUT, LANDFALL, null, LANDFALL, CallIds.NONE), null);
    }

    /**
     * Takes the step; completes when it is durable.
     *
     * @param id of the decision that made the offer, or of the account's latest
     */
    CompletionStage<Recorded> step(String id, Wish wish, @Nullable IdempotencyKey key) {
        return attempt(id, wish, key, TRIES);
    }

    private CompletionStage<Recorded> attempt(String id, Wish wish, @Nullable IdempotencyKey key, int tries) {
        StoredDecision named = found(id);
        Facts facts = facts(named);
        Proposal proposal = new Proposal(
                named.account(),
                key,
                facts.about().companyKeys(),
                Map.of(),
                (decisionId, digests, view) -> decide(decisionId, facts, wish, view));
        return lane.submit(proposal)
                .exceptionallyCompose(thrown -> Refusals.cause(thrown) instanceof OvertakenException && tries > 1
                        ? attempt(id, wish, key, tries - 1)
                        : CompletableFuture.failedFuture(thrown));
    }

    private Facts facts(StoredDecision named) {
        StoredDecision latest = ledger.listByAccount(named.account(), null, 1).get(0);
        return new Facts(
                named.id(),
                latest.id(),
                CanonicalJson.decision(latest.decision()),
                CanonicalJson.decision(found(latest.standing()).decision()),
                active.current(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private StoredDecision found(String id) {
        return ledger.find(id).orElseThrow(() -> Refusals.notFound("There is no assignment " + id + "."));
    }

    /** Whoever had it doesn't keep it as its present owner. */
    private static Account withoutThose(Account account, List<String> had) {
        String owner = account.currentOwner();
        return owner != null && had.contains(owner)
                ? account.toBuilder().currentOwner(null).build()
                : account;
    }

    private Decided decide(String decisionId, Facts facts, Wish wish, LaneView view) {
        Holding before = view.holding().orElseThrow(() -> new IllegalStateException("a decision without an account"));
        if (!before.decisionId().equals(facts.latest())) {
            throw new OvertakenException();
        }
        Standing standing = before.standing();
        Instant acceptBy = standing.acceptBy();
        if (!facts.id().equals(facts.latest()) && !facts.id().equals(standing.decisionId())) {
            throw new ApiException(
                    ErrorCode.SUPERSEDED, "The latest assignment of this account is " + before.decisionId() + ".");
        }
        if (acceptBy == null) {
            throw new ApiException(ErrorCode.NOT_OFFERED, "Nobody is asked to accept it.");
        }
        boolean late = facts.now().isAfter(acceptBy);
        if (late != (wish.kind() == Kind.TIME_OUT)) {
            throw new ApiException(
                    ErrorCode.NOT_OFFERED,
                    late
                            ? "It could be accepted until " + acceptBy + "."
                            : "It can be accepted until " + acceptBy + ".");
        }
        if (wish.kind() != Kind.ACCEPT) {
            HoldActs.requireFree(before, facts.now());
        }
        Moment moment = new Moment(facts.now(), facts.rules().roster().holidays());
        Context context =
                new Context(decisionId, facts.about(), before, facts.rules(), moment, wish.ids(), wish.caller());
        return wish.kind() == Kind.ACCEPT ? accept(context, wish) : moveOn(context, facts, wish, view);
    }

    private static Decided accept(Context context, Wish wish) {
        Holding before = context.before();
        Placement placement = ActRecords.stays(
                before, Status.of(before.status()), before.owner(), "accepted by " + wish.by() + why(wish));
        DecisionRecord decision = ActRecords.of(
                context,
                new Outcome(
                        wish.kind().word(),
                        context.about().account(),
                        placement,
                        null,
                        null,
                        null,
                        null,
                        context.act(wish.by(), wish.reason(), null),
                        before.standing().heldAt(context.moment().instant())));
        Standing standing = before.standing().at(context.moment().instant()).accepted();
        return decided(context, decision, standing, null, List.of());
    }

    private Decided moveOn(Context context, Facts facts, Wish wish, LaneView view) {
        Holding before = context.before();
        List<String> had = before.standing().offered();
        Account account = withoutThose(facts.about().account(), had);
        Route route = facts.rules().router().route(account, context.moment());
        Pools pools = procedure.pools(view, facts.now());
        Turn turn = facts.offering().turn();
        if (turn != null) {
            facts.rules().placer().freeCap(turn, facts.offering().decidedAt(), pools);
        }
        CompanyHolding company = facts.about().flags().contains(Records.MATCH_ACCOUNT)
                ? null
                : view.company().orElse(null);
        Placement placement = withWhat(place(context, account, route, company, had, pools), before, wish);
        Turn next = placement.turn();
        Offer offer = next == null || next.acceptBy() == null
                ? null
                : new Offer(context.decisionId(), next.acceptBy(), plus(had, next.rep()));
        DecisionRecord decision = ActRecords.of(
                context,
                new Outcome(
                        wish.kind().word(),
                        account,
                        placement,
                        route,
                        company,
                        offer,
                        null,
                        context.act(wish.by(), wish.reason(), null),
                        null));
        Standing standing = offer == null
                ? Standing.from(context.decisionId(), decision.decidedAt())
                : new Standing(context.decisionId(), decision.decidedAt(), true, offer.acceptBy(), offer.to());
        return decided(context, decision, standing, companyAfter(context, placement, company), pools.moved());
    }

    /** As a call is placed, but that nobody gets it who had it. */
    private static Placement place(
            Context context,
            Account account,
            Route route,
            @Nullable CompanyHolding company,
            List<String> had,
            Pools pools) {
        CompiledRuleSet rules = context.rules();
        Moment moment = context.moment();
        if (company != null
                && !had.contains(company.owner())
                && !rules.placer().goesBeforeCompany(route)
                && rules.roster()
                        .isActive(
                                company.owner(),
                                moment.instant(),
                                rules.checked().zone())) {
            return DecisionProcedure.toCompanysOwner(company, route);
        }
        return rules.placer().placeNext(account, route, moment, pools, had);
    }

    private static Placement withWhat(Placement placement, Holding before, Wish wish) {
        String what = wish.kind() == Kind.DECLINE
                ? "declined by " + wish.by() + why(wish)
                : before.owner() + " did not accept it in time";
        return new Placement(
                placement.status(),
                placement.owner(),
                placement.territory(),
                placement.rule(),
                placement.turn(),
                placement.passedOver(),
                what + "; " + placement.reason());
    }

    /** The company goes along with the account that made its owner; where nobody took it, nobody owns it any more. */
    private static @Nullable CompanyHolding companyAfter(
            Context context, Placement placement, @Nullable CompanyHolding company) {
        if (company == null
                || !company.decisionId().equals(context.before().standing().decisionId())) {
            return null;
        }
        String owner = placement.status() == Status.ASSIGNED ? placement.owner() : CompanyHolding.NOBODY;
        return new CompanyHolding(owner, placement.territory(), context.decisionId());
    }

    private static Decided decided(
            Context context,
            DecisionRecord decision,
            Standing standing,
            @Nullable CompanyHolding company,
            List<RotationState> moved) {
        return new Decided(
                decision.kind(),
                CanonicalJson.bytes(decision),
                CanonicalJson.bytes(Answers.of(context.rules(), decision)),
                new Holding(
                        context.decisionId(),
                        decision.status(),
                        decision.owner(),
                        decision.territory(),
                        decision.rule(),
                        context.before().fingerprint(),
                        decision.decidedAt(),
                        context.before().overlays(),
                        standing),
                company,
                moved);
    }

    private static List<String> plus(List<String> had, String rep) {
        List<String> all = new ArrayList<>(had);
        all.add(rep);
        return all;
    }

    private static String why(Wish wish) {
        return wish.reason() == null ? "" : ": " + wish.reason();
    }
}
