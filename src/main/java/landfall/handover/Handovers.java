package landfall.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import landfall.assignment.Handings;
import landfall.assignment.PlannedMove;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.roster.Roster;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.MoveLists;
import landfall.run.Mover;
import landfall.run.Run;
import landfall.run.RunStore;
import landfall.run.SkippedMove;
import org.jspecify.annotations.Nullable;

/** Handovers, from the first look to the run that makes them. Safe for many threads. */
public final class Handovers implements Mover {

    private static final String CALLED_OFF = "called off";

    /** What is asked for. */
    record Wish(String rep, HandoverTerms terms, boolean onLeaving, String by, String reason, @Nullable String note) {}

    private final HandoverStore store;
    private final RunStore runs;
    private final MoveLists lists;
    private final Planning planning;
    private final Handings handings;
    private final ActiveRuleSet active;
    private final Clock clock;

    public Handovers(
            HandoverStore store,
            RunStore runs,
            MoveLists lists,
            Planning planning,
            Handings handings,
            ActiveRuleSet active,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.lists = lists;
        this.planning = planning;
        this.handings = handings;
        this.active = active;
        this.clock = clock;
    }

    /**
     * Keeps what is asked for, and finds out who would get what.
     *
     * @throws ApiException where the roster has no such rep, and no account is with one of that id
     */
    Handover ask(Wish wish) {
        Handover handover = new Handover(
                UUID.randomUUID().toString(),
                wish.rep(),
                HandoverStore.json(wish.terms()),
                wish.onLeaving(),
                now(),
                wish.by(),
                wish.reason(),
                null,
                null,
                null);
        Plan plan = planning.plan(handover, Plan.ASKED, active.current(), now());
        if (roster().rep(wish.rep()).isEmpty() && HandoverStore.summary(plan).accounts() == 0) {
            throw new ApiException(
                    ErrorCode.NOT_FOUND,
                    "There is no rep " + wish.rep()
                            + " in the roster, and none of these accounts is with one of that id.");
        }
        store.insert(handover, wish.note(), plan);
        return find(handover.id());
    }

    Handover find(String id) {
        return store.find(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no handover " + id + "."));
    }

    List<Handover> list(@Nullable String rep, int limit) {
        return store.list(rep, limit);
    }

    Roster roster() {
        return active.current().roster();
    }

    boolean sells(String rep) {
        CompiledRuleSet rules = active.current();
        return rules.roster().isActive(rep, now(), rules.checked().zone());
    }

    /** By which it is made, or would be; empty for one that waits and that nobody asked for. */
    Optional<Plan> plan(Handover handover, Optional<Run> run) {
        return store.findPlan(handover, run);
    }

    @Nullable
    String note(Handover handover) {
        return store.note(handover);
    }

    List<PlannedMove> moves(Plan plan, int part) {
        return lists.list(plan.list(), part);
    }

    /** Empty until it began. */
    Optional<Run> run(Handover handover) {
        return runs.findOf(handover.id(), Handings.KIND);
    }

    RunStore.Progress progress(Run run) {
        return runs.progress(run.id());
    }

    List<SkippedMove> skipped(Run run, int part) {
        return runs.skipped(run.id(), part);
    }

    /** Begins what was looked at; the same again where it has begun. */
    Run begin(Handover handover, String by) {
        if (handover.cancelledAt() != null) {
            throw new ApiException(ErrorCode.HANDOVER_OVER, "It was cancelled by " + handover.cancelledBy() + ".");
        }
        Optional<Run> run = run(handover);
        return run.isPresent()
                ? run.get()
                : order(handover, plan(handover, run).orElseGet(() -> planAgain(handover)), by);
    }

    /** Begins one whose rep has left, by a plan of this moment. */
    Run leave(Handover handover) {
        return order(handover, planAgain(handover), handover.askedBy());
    }

    private Plan planAgain(Handover handover) {
        int number = plan(handover, Optional.empty()).map(Plan::number).orElse(Plan.ASKED) + 1;
        return store.insert(planning.plan(handover, number, active.current(), now()));
    }

    private Run order(Handover handover, Plan plan, String by) {
        Run run = runs.order(new RunStore.Wish(
                handover.id(),
                plan.list(),
                plan.moves(),
                Handings.KIND,
                plan.ruleSetVersion(),
                plan.rosterVersion(),
                plan.plannedAt(),
                null,
                by,
                handover.reason(),
                null));
        Handover now = find(handover.id());
        if (now.cancelledAt() != null) {
            // called off at the very moment
            runs.stop(run.id(), String.valueOf(now.cancelledBy()), CALLED_OFF);
        }
        return run;
    }

    /** It will not begin; or, where it has, ends with the part that is under way. */
    Handover cancel(Handover handover, String by, @Nullable String reason) {
        if (run(handover).isEmpty()) {
            store.cancel(handover.id(), by, now());
        }
        Optional<Run> run = run(handover);
        if (run.filter(Run::isEnded).isPresent()) {
            throw new ApiException(ErrorCode.HANDOVER_OVER, "It has ended; what has moved stays where it is.");
        }
        run.ifPresent(begun -> runs.stop(begun.id(), by, reason == null ? CALLED_OFF : reason));
        return find(handover.id());
    }

    @Override
    public Moves moves(Run run, CompiledRuleSet rules) {
        Handover handover = find(run.subject());
        Plan plan = plan(handover, Optional.of(run)).orElseThrow();
        Handings.Terms terms =
                new Handings.Terms(handover.rep(), HandoverStore.summary(plan).to(), plan.moveHeld(), note(handover));
        Handings.Order order = new Handings.Order(run.id(), rules, run.orderedBy(), run.reason());
        return (move, number) -> handings.submit(move, terms, order, number);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
