package landfall.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import landfall.assignment.Destination;
import landfall.roster.Rep;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.run.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the handovers of reps whose last day is over: those that somebody asked for, and those that config.yml asks for. For one thread. */
public final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    /** Who begins a handover that nobody asked for. */
    static final String LANDFALL = "landfall";

    /** What becomes of the accounts of a rep who sells no more, where nobody said. */
    public enum OnLeaving {
        /** They stay with him until somebody hands them over, or they come again. */
        STAY,
        /** They go by the rules that are active then. */
        RULES
    }

    /**
     * It was his last day.
     *
     * @param since its beginning, by his clock
     */
    private record Departure(String rep, LocalDate lastDay, Instant since) {}

    private final Handovers handovers;
    private final HandoverStore store;
    private final Planning planning;
    private final ActiveRuleSet active;
    private final OnLeaving byDefault;

    /** Nothing is to be done for them any more. */
    private final Set<Departure> settled = new HashSet<>();

    public Departures(
            Handovers handovers, HandoverStore store, Planning planning, ActiveRuleSet active, OnLeaving byDefault) {
        this.handovers = handovers;
        this.store = store;
        this.planning = planning;
        this.active = active;
        this.byDefault = byDefault;
    }

    /** Begins what is due. Any number of nodes may look at once: each handover begins once. False where one couldn't begin. */
    boolean begin() {
        return active.find().map(deciding -> begin(deciding.rules())).orElse(true);
    }

    private boolean begin(CompiledRuleSet rules) {
        Instant now = handovers.now();
        if (byDefault == OnLeaving.RULES) {
            byDefault(rules, now);
        }
        boolean well = true;
        for (Handover waiting : store.listWaiting()) {
            Rep rep = rules.roster().rep(waiting.rep()).orElse(null);
            if (rep == null || hasLeft(rep, zone(rep, rules), now)) {
                well &= leave(waiting);
            }
        }
        return well;
    }

    private static ZoneId zone(Rep rep, CompiledRuleSet rules) {
        return rep.zoneOr(rules.checked().zone());
    }

    private static boolean hasLeft(Rep rep, ZoneId zone, Instant now) {
        LocalDate lastDay = rep.activeTo();
        return lastDay != null && now.atZone(zone).toLocalDate().isAfter(lastDay);
    }

    /** One handover for each last day of a rep who has accounts, where nobody asked for one. */
    private void byDefault(CompiledRuleSet rules, Instant now) {
        List<Departure> left = rules.roster().reps().values().stream()
                .filter(rep -> hasLeft(rep, zone(rep, rules), now))
                .sorted(Comparator.comparing(Rep::id))
                .map(rep -> departure(rep, zone(rep, rules)))
                .filter(departure -> !isSettled(departure))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        Set<String> owners = planning.owners();
        for (Departure departure : left) {
            if (owners.contains(departure.rep())) {
                handOver(departure, now);
            }
            settled.add(departure);
        }
    }

    private static Departure departure(Rep rep, ZoneId zone) {
        LocalDate lastDay = Objects.requireNonNull(rep.activeTo());
        return new Departure(rep.id(), lastDay, lastDay.atStartOfDay(zone).toInstant());
    }

    private boolean isSettled(Departure departure) {
        if (settled.contains(departure)) {
            return true;
        }
        boolean done = store.isSettled(departure.rep(), departure.lastDay(), departure.since());
        if (done) {
            settled.add(departure);
        }
        return done;
    }

    private void handOver(Departure departure, Instant now) {
        Handover handover = new Handover(
                UUID.randomUUID().toString(),
                departure.rep(),
                HandoverStore.json(HandoverTerms.all(Destination.RULES)),
                true,
                now,
                LANDFALL,
                "his last day was " + departure.lastDay(),
                null,
                null,
                null);
        if (store.insert(handover, departure.lastDay(), departure.since())) {
            LOG.info("{} sells no more since {}: his accounts go by the rules", departure.rep(), departure.lastDay());
        }
    }

    private boolean leave(Handover handover) {
        try {
            Run run = handovers.leave(handover);
            LOG.info("{} has left: run {} hands {} accounts over", handover.rep(), run.id(), run.moves());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Handover {} of {} can't begin, and will be tried again", handover.id(), handover.rep(), e);
            return false;
        }
    }
}
