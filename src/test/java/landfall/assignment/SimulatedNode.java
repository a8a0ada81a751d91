package landfall.assignment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import landfall.ledger.CommitLane;
import landfall.ledger.Ledger;
import landfall.ledger.LedgerSettings;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ledger.SimulatedStore;
import landfall.ledger.SteppedLane;
import landfall.ruleset.ActiveRuleSet;

/** A node of the service from its start to its end: everything but HTTP, without a thread of its own. */
final class SimulatedNode {
    static final Settings SETTINGS = new Settings(Duration.ofHours(24), Duration.ofDays(90), Set.of(), false);

    final String name;
    final SteppedLane stepped;
    final CommitLane lane;
    final Ledger ledger;
    final OfferSteps offers;
    final HandActs acts;
    private final Assigner assigner;
    private final OfferClock offerClock;
    private final boolean ignoresKeys;
    private CompletableFuture<Boolean> tick = CompletableFuture.completedFuture(true);
    /** The process has ended, if only just now. */
    boolean ended;
    /** Those that are under way. */
    final Set<Thread> busy = EnumSet.noneOf(Thread.class);

    /** What a node has one of, each for its own work. */
    enum Thread {
        LANE,
        ANSWERS,
        TIMERS,
        UPKEEP
    }

    SimulatedNode(
            String name,
            SimulatedStore store,
            boolean shared,
            LedgerSettings settings,
            ActiveRuleSet active,
            Clock clock,
            Chaos chaos,
            Flaw flaw) {
        this.name = name;
        this.stepped = new SteppedLane(store, shared, settings, clock, chaos, chaos::end, chaos::pause);
        this.lane = stepped.lane();
        this.ledger = lane.ledger();
        this.assigner = new Assigner(active, lane, ledger, new Identity(new byte[32]), SETTINGS, clock);
        Clock timers = flaw == Flaw.TIMER_EARLY ? Clock.offset(clock, Duration.ofHours(1)) : clock;
        this.offers = new OfferSteps(active, lane, ledger, SETTINGS, timers);
        this.acts = new HandActs(active, lane, ledger, SETTINGS, clock);
        this.offerClock = new OfferClock(ledger, offers, timers);
        this.ignoresKeys = flaw == Flaw.KEY_IGNORED;
    }

    CompletionStage<Recorded> assign(AssignmentRequest request) {
        Proposal proposal = assigner.propose(request);
        return assigner.submit(
                ignoresKeys
                        ? new Proposal(
                                proposal.account(),
                                null,
                                proposal.companyKeys(),
                                proposal.personal(),
                                proposal.procedure())
                        : proposal);
    }

    byte[] preview(AssignmentRequest request) {
        return assigner.preview(request, assigner.rules());
    }

    /** Moves on what is due, unless it is still at it. */
    void tick() {
        if (tick.isDone()) {
            tick = offerClock.begin();
        }
    }

    /** Whether somebody waits for it. */
    boolean isAtWork() {
        return lane.waiting() > 0 || stepped.untold() > 0;
    }

    /** What a node's clock says, with what all of them share. */
    static Clock clock(Instant start, LongSupplier millis) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return start.plusMillis(millis.getAsLong());
            }
        };
    }
}
