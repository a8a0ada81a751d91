package landfall.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.assignment.DecisionRecord.Act;
import landfall.assignment.DecisionRecord.Offer;
import landfall.assignment.HandingProcedure.Case;
import landfall.assignment.HandingProcedure.Way;
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
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.rotation.Turn;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Hands accounts of a rep over, each a decision of its own: its turn, where one is taken, is taken when it is decided, among the
 * calls. What is no longer his stays, and so does what is held where held accounts stay. Safe for many threads.
 */
public final class Handings {

    /** What its decisions are called. */
    public static final String KIND = "handed-over";

    /** The personal field that goes along. */
    public static final String NOTE = "note";

    /**
     * What all accounts of one handover share.
     *
     * @param leaver whose they are
     * @param moveHeld whether accounts that are held go, too; the hold goes along
     * @param note for the next rep: sealed with each account, as what is personal is; null where there is none
     */
    public record Terms(String leaver, Destination to, boolean moveHeld, @Nullable String note) {}

    /**
     * A run of them.
     *
     * @param id of the run
     * @param rules by which it is made
     * @param by who ordered it
     */
    public record Order(String id, CompiledRuleSet rules, String by, String reason) {}

    private final ActiveRuleSet active;
    private final DecisionProcedure procedure;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Clock clock;

    public Handings(ActiveRuleSet active, CommitLane lane, Ledger ledger, Settings settings, Clock clock) {
        this.active = active;
        this.procedure = DecisionProcedure.of(settings);
        this.lane = lane;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param deciding rules that are active, whose roster says who sells now */
    private record Facts(
            Terms terms, Order order, DecisionRecord about, Holding known, Instant now, CompiledRuleSet deciding) {

        boolean sells(String rep) {
            return deciding.roster().isActive(rep, now, deciding.checked().zone());
        }
    }

    /**
     * Hands one over, once for each number; completes when it is durable. It throws, or fails, with {@link SkippedMoveException} where
     * the account stays, and with {@link Imports.DecidedMeanwhileException} where it has to be tried again.
     *
     * @param number of the account within its run
     */
    public CompletionStage<Recorded> submit(PlannedMove move, Terms terms, Order order, long number) {
        Held held = ledger.held(move.account())
                .orElseThrow(() -> new SkippedMoveException(Why.MOVED_SINCE, "It is in the book no more."));
        Facts facts = new Facts(
                terms,
                order,
                CanonicalJson.decision(held.decision()),
                held.holding(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                active.current());
        return lane.submit(new Proposal(
                move.account(),
                new IdempotencyKey(
                        BookMoves.CALLER,
                        order.id() + "/" + number,
                        RequestDigest.of(move.account().toString())),
                facts.about().companyKeys(),
                terms.note() == null ? Map.of() : Map.of(NOTE, terms.note()),
                (decisionId, digests, view) -> decide(decisionId, facts, digests, view)));
    }

    private Decided decide(String decisionId, Facts facts, Map<String, String> digests, LaneView view) {
        Imports.requireKnown(facts.known(), view);
        Terms terms = facts.terms();
        Holding before = facts.known();
        if (!before.owner().equals(terms.leaver())) {
            throw new SkippedMoveException(
                    Why.MOVED_SINCE, "It is with " + Stand.of(before).words() + " by now.");
        }
        Hold hold = before.standing().heldAt(facts.now());
        if (hold != null && !terms.moveHeld()) {
            throw new SkippedMoveException(Why.HELD, "It is " + HoldActs.words(hold) + ".");
        }
        CompiledRuleSet rules = facts.order().rules();
        Moment moment = new Moment(facts.now(), rules.roster().holidays());
        HandingProcedure handing = new HandingProcedure(terms.leaver(), terms.to(), rules);
        CompanyHolding company = view.company().orElse(null);
        Pools pools = procedure.pools(view, facts.now());
        Case handed = Case.of(facts.about(), before, company);
        Way way = handing.way(handed, moment, pools);
        if (way.placement().owner().equals(terms.leaver())) {
            throw new SkippedMoveException(Why.NOBODY_ELSE, HandingProcedure.NOBODY_ELSE);
        }
        boolean chosen = terms.to().rep() != null || way.placement().status() == Status.ASSIGNED;
        if (chosen && !facts.sells(way.placement().owner())) {
            throw new SkippedMoveException(Why.REP_INACTIVE, way.placement().owner() + " doesn't sell now.");
        }
        Standing standing = standing(decisionId, facts, way.placement(), hold);
        DecisionRecord decision = record(decisionId, facts, handed.account(), digests, moment, way, company, standing);
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
                        standing),
                handing.companyAfter(decisionId, way, facts.about(), company, moment),
                pools.moved());
    }

    /** What goes on waiting waits since when it came there. */
    private static Standing standing(String decisionId, Facts facts, Placement placement, @Nullable Hold hold) {
        Standing before = facts.known().standing();
        if (placement.status() != Status.ASSIGNED && facts.terms().to().rep() != null) {
            return before.at(facts.now());
        }
        Turn turn = placement.turn();
        Instant acceptBy = turn == null || !before.open() ? null : turn.acceptBy();
        Standing standing = new Standing(
                decisionId,
                facts.now(),
                before.open(),
                acceptBy,
                turn == null || acceptBy == null ? List.of() : List.of(turn.rep()));
        return hold == null ? standing : standing.held(hold, facts.now());
    }

    private static DecisionRecord record(
            String decisionId,
            Facts facts,
            Account account,
            Map<String, String> digests,
            Moment moment,
            Way way,
            @Nullable CompanyHolding company,
            Standing standing) {
        Order order = facts.order();
        Map<String, String> personal = new LinkedHashMap<>(facts.about().personal());
        personal.putAll(digests);
        Context context = new Context(
                decisionId, facts.about(), facts.known(), order.rules(), moment, CallIds.NONE, BookMoves.CALLER);
        Placement placement = way.placement();
        Placement worded = new Placement(
                placement.status(),
                placement.owner(),
                placement.territory(),
                placement.rule(),
                placement.turn(),
                placement.passedOver(),
                "handed over from " + facts.terms().leaver() + " by " + order.by() + ": " + order.reason() + "; "
                        + placement.reason());
        Offer offer = Records.offer(standing);
        Act act = way.route() == null
                ? context.act(order.by(), order.reason(), null)
                : new Act(decisionId, order.by(), order.reason(), null);
        return ActRecords.of(
                        context,
                        new Outcome(
                                KIND,
                                way.route() == null ? facts.about().account() : account,
                                worded,
                                way.route(),
                                company,
                                offer,
                                null,
                                act,
                                standing.hold()))
                .within(new DecisionRecord.Run(order.id(), null, null), personal);
    }
}
