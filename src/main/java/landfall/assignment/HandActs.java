package landfall.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import landfall.assignment.DecisionRecord.Act;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.CommitLane;
import landfall.ledger.Decided;
import landfall.ledger.Holding;
import landfall.ledger.IdempotencyKey;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ledger.StoredDecision;
import landfall.rotation.Placement.Status;
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
    }

    /**
     * What is asked for.
     *
     * @param rep who gets it; null for {@link Kind#CLOSE}
     * @param by who asks
     */
    record Wish(
            Kind kind,
            @Nullable String rep,
            String by,
            @Nullable String reason,
            @Nullable String outcome,
            String caller,
            String requestId) {}

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Clock clock;

    public HandActs(ActiveRuleSet active, CommitLane lane, Ledger ledger, Clock clock) {
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
     * Does it; completes when it is durable.
     *
     * @param id of the account's latest decision
     */
    CompletionStage<Recorded> act(String id, Wish wish, @Nullable IdempotencyKey key) {
        StoredDecision stored =
                ledger.find(id).orElseThrow(() -> Refusals.notFound("There is no assignment " + id + "."));
        DecisionRecord about = CanonicalJson.decision(stored.decision());
        CompiledRuleSet rules = active.current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return lane.submit(new Proposal(
                stored.account(),
                key,
                List.of(),
                Map.of(),
                (decisionId, digests, view) -> decide(decisionId, id, about, wish, rules, now, view)));
    }

    private static Decided decide(
            String decisionId,
            String aboutId,
            DecisionRecord about,
            Wish wish,
            CompiledRuleSet rules,
            Instant now,
            LaneView view) {
        Holding before = view.holding().orElseThrow(() -> new IllegalStateException("a decision without an account"));
        if (!before.decisionId().equals(aboutId)) {
            throw new ApiException(
                    ErrorCode.SUPERSEDED, "The latest assignment of this account is " + before.decisionId() + ".");
        }
        boolean waits = !before.status().equals(Status.ASSIGNED.word());
        if (wish.kind() == Kind.CLAIM && !waits) {
            throw new ApiException(ErrorCode.NOT_WAITING, "It belongs to " + before.owner() + ".");
        }
        DecisionRecord decision = decision(decisionId, about, wish, rules, now, before);
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
                        before.overlays()),
                null,
                List.of());
    }

    private static DecisionRecord decision(
            String decisionId, DecisionRecord about, Wish wish, CompiledRuleSet rules, Instant now, Holding before) {
        String first = Optional.ofNullable(about.act()).map(Act::first).orElse(before.decisionId());
        String rep = wish.rep();
        return new DecisionRecord(
                DecisionRecord.PROCEDURE,
                decisionId,
                wish.kind().word,
                wish.kind() == Kind.CLOSE ? before.status() : Status.ASSIGNED.word(),
                now,
                rules.checked().version(),
                rules.roster().version(),
                Records.absences(rules.roster()),
                wish.requestId(),
                wish.caller(),
                List.of(),
                about.account(),
                about.personal(),
                before.fingerprint(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                before,
                null,
                before.decisionId(),
                rep == null ? before.owner() : rep,
                before.territory(),
                before.rule(),
                reason(wish, before),
                null,
                null,
                List.of(),
                List.of(),
                null,
                before.overlays().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(overlay -> new OverlayRecord(
                                overlay.getKey(),
                                Status.ASSIGNED.word(),
                                overlay.getValue(),
                                null,
                                null,
                                "stays",
                                null,
                                List.of()))
                        .toList(),
                null,
                new Act(first, wish.by(), wish.reason(), wish.outcome()));
    }

    private static String reason(Wish wish, Holding before) {
        String why = wish.reason() == null ? "" : ": " + wish.reason();
        return switch (wish.kind()) {
            case REASSIGN -> "reassigned from " + before.owner() + " by " + wish.by() + why;
            case CLAIM -> "claimed by " + wish.by() + why;
            case CLOSE -> "closed as " + wish.outcome() + " by " + wish.by() + why;
        };
    }
}
