package landfall.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.engine.Moment;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.ledger.CommitLane;
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
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * What people do with an assignment by hand: give it to another rep, claim what waits, close it. Each is a decision of its own,
 * after the one that it is about, takes nobody's turn, and is refused where somebody was faster. Safe for many threads.
 */
public final class HandActs {

    /** What can be done. */
    enum Kind {
        REASSIGN("reassigned"),
        CLAIM("claimed"),
        CLOSE("closed");

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
     * @param rep who gets it; null for {@link Kind#CLOSE}
     * @param by who asks
     * @param returnTurn whether the turn by which the account came to its owner is given back
     */
    record Wish(
            Kind kind,
            @Nullable String rep,
            String by,
            @Nullable String reason,
            @Nullable String outcome,
            boolean returnTurn,
            String caller,
            CallIds ids) {}

    /**
     * What it is about.
     *
     * @param id of the account's latest decision
     * @param standing the decision by which the account came to its owner
     */
    private record About(String id, DecisionRecord decision, DecisionRecord standing) {}

    private final DecisionProcedure procedure;
    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Clock clock;

    public HandActs(ActiveRuleSet active, CommitLane lane, Ledger ledger, Settings settings, Clock clock) {
        this.procedure = DecisionProcedure.of(settings);
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whether a rep of that id sells now. */
    boolean isActive(String rep) {
        CompiledRuleSet rules = active.current();
        return rules.roster().isActive(rep, clock.instant(), rules.checked().zone());
    }

    /**
     * Keeps a key to its teams: the account's owner must be in one of them, unless what waits is claimed, and so must whoever
     * gets it.
     *
     * @param id of the account's latest decision
     */
    void requireTeams(Caller caller, String id, Wish wish) {
        if (caller.teams().isEmpty()) {
            return;
        }
        if (wish.kind() != Kind.CLAIM) {
            String owner = CanonicalJson.decision(found(id).decision()).owner();
            caller.requireTeamOf(owner, active.current().roster().teamsOf(owner));
        }
        if (wish.rep() != null) {
            caller.requireTeamOf(wish.rep(), active.current().roster().teamsOf(wish.rep()));
        }
    }

    private StoredDecision found(String id) {
        return ledger.find(id).orElseThrow(() -> Refusals.notFound("There is no assignment " + id + "."));
    }

    /**
     * Does it; completes when it is durable.
     *
     * @param id of the account's latest decision
     */
    CompletionStage<Recorded> act(String id, Wish wish, @Nullable IdempotencyKey key) {
        StoredDecision stored = found(id);
        About about = new About(id, CanonicalJson.decision(stored.decision()), standing(stored));
        CompiledRuleSet rules = active.current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return lane.submit(new Proposal(
                stored.account(),
                key,
                about.decision().companyKeys(),
                Map.of(),
                (decisionId, digests, view) -> decide(decisionId, about, wish, rules, now, view)));
    }

    private DecisionRecord standing(StoredDecision stored) {
        return ledger.find(stored.standing())
                .map(StoredDecision::decision)
                .map(CanonicalJson::decision)
                .orElseThrow(() -> new IllegalStateException("decision " + stored.standing() + " is lost"));
    }

    private Decided decide(
            String decisionId, About about, Wish wish, CompiledRuleSet rules, Instant now, LaneView view) {
        Holding before = view.holding().orElseThrow(() -> new IllegalStateException("a decision without an account"));
        if (!before.decisionId().equals(about.id())) {
            throw new ApiException(
                    ErrorCode.SUPERSEDED, "The latest assignment of this account is " + before.decisionId() + ".");
        }
        boolean waits = !before.status().equals(Status.ASSIGNED.word());
        if (wish.kind() == Kind.CLAIM && !waits) {
            throw new ApiException(ErrorCode.NOT_WAITING, "It belongs to " + before.owner() + ".");
        }
        if (wish.kind() != Kind.CLOSE) {
            HoldActs.requireFree(before, now);
        }
        Context context = new Context(
                decisionId,
                about.decision(),
                before,
                rules,
                new Moment(now, rules.roster().holidays()),
                wish.ids(),
                wish.caller());
        Pools pools = procedure.pools(view, now);
        ReturnedTurn returned = wish.returnTurn() ? giveBack(about, before, rules, pools) : null;
        DecisionRecord decision = ActRecords.of(
                context,
                new Outcome(
                        wish.kind().word(),
                        about.decision().account(),
                        placement(wish, before),
                        null,
                        null,
                        null,
                        returned,
                        context.act(wish.by(), wish.reason(), wish.outcome()),
                        before.standing().heldAt(now)));
        return new Decided(
                decision.kind(),
                CanonicalJson.bytes(decision),
                CanonicalJson.bytes(Answers.of(rules, decision)),
                new Holding(
                        decisionId,
                        decision.status(),
                        decision.owner(),
                        before.territory(),
                        before.rule(),
                        before.fingerprint(),
                        now,
                        before.overlays(),
                        wish.kind() == Kind.CLOSE
                                ? before.standing().at(now).closed()
                                : Standing.from(decisionId, now)),
                null,
                pools.moved());
    }

    private static Placement placement(Wish wish, Holding before) {
        String rep = wish.rep();
        return rep == null
                ? ActRecords.stays(before, Status.of(before.status()), before.owner(), reason(wish, before))
                : ActRecords.stays(before, Status.ASSIGNED, rep, reason(wish, before));
    }

    /** The turn by which the account came to its owner; once. */
    private static ReturnedTurn giveBack(About about, Holding before, CompiledRuleSet rules, Pools pools) {
        DecisionRecord standing = about.standing();
        Turn turn = standing.turn();
        if (turn == null || !turn.rep().equals(before.owner())) {
            throw Refusals.invalid(
                    List.of(Refusals.fault("/returnTurn", "It came to " + before.owner() + " by nobody's turn.")));
        }
        if (!before.standing().open()) {
            throw Refusals.invalid(List.of(Refusals.fault(
                    "/returnTurn", "It was closed before; a turn is given back when it is closed first.")));
        }
        String id = before.standing().decisionId();
        return rules.placer().giveBack(turn, standing.decidedAt(), id, pools);
    }

    private static String reason(Wish wish, Holding before) {
        String why = wish.reason() == null ? "" : ": " + wish.reason();
        String returned = wish.returnTurn() ? ", and the turn is given back" : "";
        return switch (wish.kind()) {
            case REASSIGN -> "reassigned from " + before.owner() + " by " + wish.by() + why;
            case CLAIM -> "claimed by " + wish.by() + why;
            case CLOSE -> "closed as " + wish.outcome() + " by " + wish.by() + returned + why;
        };
    }
}
