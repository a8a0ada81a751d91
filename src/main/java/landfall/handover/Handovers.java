package landfall.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import landfall.assignment.Destination;
import landfall.assignment.Handings;
import landfall.assignment.PlannedMove;
import landfall.assignment.Settings;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.CommitLane;
import landfall.ledger.Recorded;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.MoveLists;
import landfall.run.Run;
import landfall.run.RunStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handovers, from the first look to the run that makes them. Safe for many threads. */
public final class Handovers {
    private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

    /** Who begins a handover that nobody asked for. */
    static final String LANDFALL = "landfall";

    /** What becomes of the accounts of a rep who sells no more, where nobody said. */
    public enum OnLeaving {
        /** They stay with him until somebody hands them over, or they come again. */
        STAY,
        /** They go by the rules that are active then. */
        RULES
    }

    /** What is asked for. */
    record Wish(String rep, HandoverTerms terms, boolean onLeaving, String by, String reason, @Nullable String note) {}

    private final HandoverStore store;
    private final RunStore runs;
    private final MoveLists lists;
    private final Planning planning;
    private final Handings handings;
    private final ActiveRuleSet active;
    private final OnLeaving byDefault;
    private final Clock clock;

    public Handovers(
            HandoverStore store,
            RunStore runs,
            MoveLists lists,
            Handings handings,
            CommitLane lane,
            ActiveRuleSet active,
            Settings settings,
            OnLeaving byDefault,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.lists = lists;
        this.handings = handings;
        this.planning = new Planning(lane, lists, settings);
        this.active = active;
        this.byDefault = byDefault;
        this.clock = clock;
    }

    /** Keeps what is asked for, and finds out who would get what. */
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
        Plan plan = planning.plan(handover, 0, active.current(), now());
        store.insert(handover, wish.note(), null);
        store.insert(plan);
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

    Optional<Plan> plan(Handover handover) {
        return store.findPlan(handover.id());
    }

    @Nullable
    String note(Handover handover) {
        return store.note(handover);
    }

    List<PlannedMove> moves(Plan plan, int part) {
        return lists.list(plan.list(), part);
    }

    Optional<Run> run(Handover handover) {
        return runs.findOf(handover.id(), Handings.KIND);
    }

    RunStore runs() {
        return runs;
    }

    /** Begins what was looked at; the same again where it has begun. */
    Run begin(Handover handover, String by) {
        if (handover.cancelledAt() != null) {
            throw new ApiException(ErrorCode.HANDOVER_OVER, "It was cancelled by " + handover.cancelledBy() + ".");
        }
        Plan plan = plan(handover)
                .orElseThrow(() -> new IllegalStateException("handover " + handover.id() + " has no plan"));
        return order(handover, plan, by);
    }

    private Run order(Handover handover, Plan plan, String by) {
        return runs.order(new RunStore.Wish(
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
    }

    /** It will not begin. */
    Handover cancel(Handover handover, String by) {
        if (run(handover).isPresent()) {
            throw new ApiException(ErrorCode.HANDOVER_OVER, "It has begun; what has moved stays where it is.");
        }
        store.cancel(handover.id(), by, now());
        return find(handover.id());
    }

    /** Makes one move of a run of these. */
    public CompletionStage<Recorded> submit(PlannedMove move, Run run, CompiledRuleSet rules, long number) {
        Handover handover = find(run.subject());
        Plan plan = plan(handover).orElseThrow();
        Handings.Terms terms =
                new Handings.Terms(handover.rep(), HandoverStore.terms(handover).to(), plan.moveHeld(), note(handover));
        Handings.Order order = new Handings.Order(run.id(), rules, run.orderedBy(), run.reason());
        return handings.submit(move, terms, order, number);
    }

    /** Begins what is due by itself. Any number of nodes may look at once: each begins once. */
    void tick() {
        CompiledRuleSet rules = active.current();
        Instant now = now();
        if (byDefault == OnLeaving.RULES) {
            rules.roster().reps().values().stream()
                    .sorted(Comparator.comparing(Rep::id))
                    .filter(rep -> hasLeft(rep, rules, now))
                    .forEach(rep -> byDefault(rep, now));
        }
        for (Handover waiting : store.listWaiting()) {
            Rep rep = rules.roster().rep(waiting.rep()).orElse(null);
            if (rep == null || hasLeft(rep, rules, now)) {
                leave(waiting, rules, now);
            }
        }
    }

    private static boolean hasLeft(Rep rep, CompiledRuleSet rules, Instant now) {
        LocalDate lastDay = rep.activeTo();
        return lastDay != null
                && now.atZone(rep.zoneOr(rules.checked().zone())).toLocalDate().isAfter(lastDay);
    }

    private void byDefault(Rep rep, Instant now) {
        LocalDate lastDay = rep.activeTo();
        if (lastDay == null || store.isKnownToLeave(rep.id(), lastDay)) {
            return;
        }
        Handover handover = new Handover(
                UUID.randomUUID().toString(),
                rep.id(),
                HandoverStore.json(HandoverTerms.all(Destination.RULES)),
                true,
                now,
                LANDFALL,
                "his last day was " + lastDay,
                null,
                null,
                null);
        if (store.insert(handover, null, lastDay)) {
            LOG.info("{} sells no more since {}: his accounts go by the rules", rep.id(), lastDay);
        }
    }

    private void leave(Handover handover, CompiledRuleSet rules, Instant now) {
        Plan plan = plan(handover)
                .filter(latest -> latest.number() == 1)
                .orElseGet(() -> store.insert(planning.plan(handover, 1, rules, now)));
        Run run = order(handover, plan, handover.askedBy());
        LOG.info("{} has left: run {} hands {} accounts over", handover.rep(), run.id(), plan.moves());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
