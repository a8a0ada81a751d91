package landfall.assignment;

import com.google.common.hash.Hashing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import landfall.assignment.SkippedMoveException.Why;
import landfall.engine.Moment;
import landfall.facts.Account;
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
import landfall.rotation.Pools;
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
        /** To whom the whole company comes; no rule is asked. */
        UNITE("united", false),
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
     * Makes a move, once for each key; completes when it is durable. It throws, or fails, with {@link SkippedMoveException} where the
     * account stays, and with {@link Imports.DecidedMeanwhileException} where it has to be tried again.
     *
     * @param number of the move within its run
     */
    public CompletionStage<Recorded> submit(PlannedMove move, Order order, long number) {
        return submit(move, order, number, false);
    }

    /**
     * The same, for a move by which a company comes to one owner.
     *
     * @param companyChanged whether others have accounts of the company than when it was looked at
     */
    public CompletionStage<Recorded> submit(PlannedMove move, Order order, long number, boolean companyChanged) {
        Held held = ledger.held(move.account())
                .orElseThrow(() -> new SkippedMoveException(Why.MOVED_SINCE, "It is in the book no more."));
        MoveFacts facts = facts(move, order, held, companyChanged);
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

    private MoveFacts facts(PlannedMove move, Order order, Held held, boolean companyChanged) {
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
        return new MoveFacts(
                move,
                order,
                known,
                about,
                account,
                route,
                moment,
                hold == null ? null : hold.until(),
                active.current(),
                order.kind() == Kind.MOVE_BACK ? brought(known, held) : null,
                companyChanged);
    }

    /** Null where nothing was charged. */
    private MoveFacts.@Nullable Brought brought(Holding known, Held held) {
        String id = known.standing().decisionId();
        byte[] record = id.equals(known.decisionId())
                ? held.decision()
                : ledger.find(id).map(StoredDecision::decision).orElse(null);
        TakenTurns turns = record == null ? null : CanonicalJson.turns(record);
        ChargedTurn charged = turns == null ? null : turns.charged();
        return turns == null || charged == null ? null : new MoveFacts.Brought(id, turns.decidedAt(), charged);
    }

    private static Decided decide(String decisionId, MoveFacts facts, LaneView view) {
        Imports.requireKnown(facts.known(), view);
        CompanyHolding company = facts.matchesCompany() ? view.company().orElse(null) : null;
        facts.requireMovable(company);
        Holding before = facts.known();
        Pools pools = new Pools(view::rotation, rep -> 0);
        DecisionRecord decision = MoveRecords.of(decisionId, facts, company, pools);
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
                facts.companyAfter(decisionId, company),
                pools.moved());
    }
}
