package landfall.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.engine.Moment;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.ledger.AccountKey;
import landfall.ledger.CommitLane;
import landfall.ledger.Decided;
import landfall.ledger.Held;
import landfall.ledger.HeldAccounts;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ledger.Standing;
import landfall.rotation.Placement.Status;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds accounts: until a moment nothing moves them. Holding, and lifting a hold, is a decision about the account that keeps it
 * where it is, so whatever the lane decides later sees it. Safe for many threads.
 */
public final class HoldActs {

    private static final int TRIES = 20;

    /** What can be done. */
    enum Kind {
        HOLD("held"),
        RELEASE("released");

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
     * @param until null: the hold is lifted
     * @param by who asks
     * @param reason null where a hold is lifted without one
     */
    record Wish(@Nullable Instant until, String by, @Nullable String reason, Caller caller, CallIds ids) {

        Kind kind() {
            return until == null ? Kind.RELEASE : Kind.HOLD;
        }
    }

    /** Somebody decided about the account meanwhile. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super("the account has a newer decision", null, false, false);
        }
    }

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Clock clock;

    public HoldActs(ActiveRuleSet active, CommitLane lane, Ledger ledger, Clock clock) {
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** By whose clock days are meant. */
    ZoneId zone() {
        return active.current().checked().zone();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How an account is held now; empty where it isn't. */
    Optional<HoldView> find(AccountKey account) {
        Holding holding = held(account).holding();
        return Optional.ofNullable(holding.standing().heldAt(now()))
                .map(hold -> HoldView.of(account, holding.decisionId(), holding.owner(), hold));
    }

    /** Those that are held now. */
    HeldAccounts list(long after, int limit, Predicate<Holding> fits) {
        return ledger.held(now(), after, limit, fits);
    }

    /**
     * Holds an account, or lifts its hold; completes with a {@link HoldView} when it is durable. What is said already is not
     * recorded again.
     */
    CompletionStage<Recorded> act(AccountKey account, Wish wish) {
        return attempt(account, wish, TRIES);
    }

    private CompletionStage<Recorded> attempt(AccountKey account, Wish wish, int tries) {
        Held held = held(account);
        Holding holding = held.holding();
        CompiledRuleSet rules = active.current();
        wish.caller().requireTeamOf(holding.owner(), rules.roster().teamsOf(holding.owner()));
        Instant now = now();
        Hold present = holding.standing().heldAt(now);
        if (present == null ? wish.kind() == Kind.RELEASE : isSaid(present, wish)) {
            return unchanged(account, holding, present);
        }
        DecisionRecord about = CanonicalJson.decision(held.decision());
        Proposal proposal = new Proposal(
                account,
                null,
                about.companyKeys(),
                Map.of(),
                (decisionId, digests, view) -> decide(decisionId, account, about, wish, rules, now, view));
        return lane.submit(proposal).exceptionallyCompose(thrown -> {
            if (!(Refusals.cause(thrown) instanceof OvertakenException)) {
                return CompletableFuture.failedFuture(thrown);
            }
            return tries > 1
                    ? attempt(account, wish, tries - 1)
                    : CompletableFuture.failedFuture(Refusals.stillUnderWay());
        });
    }

    private Held held(AccountKey account) {
        return ledger.held(account).orElseThrow(() -> Refusals.notFound("There is no account " + name(account) + "."));
    }

    private static boolean isSaid(Hold present, Wish wish) {
        return present.until().equals(wish.until())
                && present.by().equals(wish.by())
                && present.reason().equals(wish.reason());
    }

    private static CompletionStage<Recorded> unchanged(AccountKey account, Holding holding, @Nullable Hold present) {
        if (present == null) {
            throw Refusals.notFound("Nothing holds " + name(account) + ".");
        }
        byte[] answer = CanonicalJson.bytes(HoldView.of(account, holding.decisionId(), holding.owner(), present));
        return CompletableFuture.completedFuture(new Recorded.Answer(holding.decisionId(), answer, false));
    }

    private static Decided decide(
            String decisionId,
            AccountKey account,
            DecisionRecord about,
            Wish wish,
            CompiledRuleSet rules,
            Instant now,
            LaneView view) {
        Holding before = view.holding().orElseThrow(() -> new IllegalStateException("a decision without an account"));
        if (!before.decisionId().equals(about.id())) {
            throw new OvertakenException();
        }
        Instant until = wish.until();
        Hold hold = until == null
                ? null
                : new Hold(decisionId, now, until, wish.by(), wish.reason() == null ? "" : wish.reason());
        Standing standing = hold == null
                ? before.standing().released(now)
                : before.standing().held(hold, now);
        Context context = new Context(
                decisionId,
                about,
                before,
                rules,
                new Moment(now, rules.roster().holidays()),
                wish.ids(),
                wish.caller().name());
        String reason = hold == null
                ? "hold lifted by " + wish.by() + (wish.reason() == null ? "" : ": " + wish.reason())
                : words(hold);
        DecisionRecord decision = ActRecords.of(
                context,
                new Outcome(
                        wish.kind().word(),
                        about.account(),
                        ActRecords.stays(before, Status.of(before.status()), before.owner(), reason),
                        null,
                        null,
                        Records.offer(standing),
                        null,
                        context.act(wish.by(), wish.reason(), null),
                        hold));
        return new Decided(
                decision.kind(),
                CanonicalJson.bytes(decision),
                CanonicalJson.bytes(HoldView.of(account, decisionId, before.owner(), hold)),
                new Holding(
                        decisionId,
                        before.status(),
                        before.owner(),
                        before.territory(),
                        before.rule(),
                        before.fingerprint(),
                        before.decidedAt(),
                        before.overlays(),
                        standing),
                null,
                List.of());
    }

    /**
     * Refuses what would move an account that is held.
     *
     * @throws ApiException where it is
     */
    static void requireFree(Holding before, Instant now) {
        Hold hold = before.standing().heldAt(now);
        if (hold != null) {
            throw new ApiException(ErrorCode.HELD, "It stays with " + before.owner() + ": " + words(hold) + ".");
        }
    }

    /** Until when, by whom and why, for people. */
    static String words(Hold hold) {
        return "held until " + hold.until() + " by " + hold.by() + ": " + hold.reason();
    }

    private static String name(AccountKey account) {
        return account.source() + "/" + account.externalId();
    }
}
