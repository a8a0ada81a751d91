package landfall.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.roster.DutyRoster;
import landfall.roster.Rep;
import landfall.rotation.ReadyRotation.Candidate;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/** What {@link TurnTaker} is held against: asks every member at every turn. */
final class SimpleTurnTaker {

    private static final int CREDITS_KEPT_EVERY = 100;
    private static final String MATCHING_LANGUAGE = "matchingLanguage";

    private final PoolMembers members;

    SimpleTurnTaker(PoolMembers members) {
        this.members = members;
    }

    /**
     * What came of asking.
     *
     * @param turn null where nobody is free
     * @param passedOver members who could not have it, by reason
     */
    record Asked(@Nullable Turn turn, List<PassedOver> passedOver) {}

    /** Who is free, and why the others aren't. */
    private static final class Answers {
        private final List<Rep> free = new ArrayList<>();
        private final List<Rep> outOfHours = new ArrayList<>();
        private final Map<String, List<String>> missing = new LinkedHashMap<>();

        void pass(Rep rep, String why) {
            missing.computeIfAbsent(why, key -> new ArrayList<>()).add(rep.id());
        }

        List<PassedOver> passedOver(String rule) {
            List<PassedOver> passed = new ArrayList<>(missing.size());
            missing.forEach((why, reps) -> passed.add(new PassedOver(rule, why, reps)));
            return passed;
        }
    }

    /** Takes a turn of the pool where somebody is free. */
    Asked take(
            ReadyRotation rotation, String territory, Account account, Moment moment, Presence presence, Pools pools) {
        RotationSpec spec = rotation.spec();
        String named = spec.pool();
        String pool = named == null ? territory : named;
        RotationState before = pools.state(pool);
        RotationState state = members.current(before);
        Answers answers = ask(rotation, account, presence, state);
        Instant actFrom = null;
        List<String> free = ids(answers.free);
        if (free.isEmpty() && spec.orNextOnShift()) {
            Map<Instant, List<Rep>> next = nextOnShift(answers.outOfHours, presence);
            if (!next.isEmpty()) {
                actFrom = next.keySet().iterator().next();
                free = ids(next.getOrDefault(actFrom, List.of()));
            }
        }
        List<PassedOver> passedOver = answers.passedOver(rotation.rule().name());
        Optional<FairTurn.Outcome> outcome = free.isEmpty() ? Optional.empty() : outcome(rotation, state, free, moment);
        if (outcome.isEmpty()) {
            return new Asked(null, passedOver);
        }
        String rep = outcome.get().rep();
        LocalDateTime clock = rotation.members().stream()
                .filter(member -> member.rep().id().equals(rep))
                .findFirst()
                .map(member -> presence.clock(member.rep()))
                .orElseThrow();
        RotationState after = SimpleCaps.count(outcome.get().state(), members.cappedPeriods(pool), rep, clock);
        pools.move(after);
        boolean keepsCredits = after.epoch() != before.epoch() || after.turn() % CREDITS_KEPT_EVERY == 0;
        return new Asked(
                new Turn(
                        rotation.rule().name(),
                        pool,
                        spec.kind().verb(),
                        after.epoch(),
                        after.turn(),
                        free,
                        rep,
                        List.of(),
                        actFrom,
                        null,
                        rotation.ignoresLanguage(account) ? List.of(MATCHING_LANGUAGE) : List.of(),
                        keepsCredits ? after : null),
                passedOver);
    }

    private static Answers ask(ReadyRotation rotation, Account account, Presence presence, RotationState state) {
        RotationSpec spec = rotation.spec();
        RotationSpec.Cap cap = spec.cap();
        Answers answers = new Answers();
        List<Candidate> asked = rotation.askedFor(account);
        if (asked.size() < rotation.members().size()) {
            rotation.members().stream()
                    .filter(member -> !asked.contains(member))
                    .forEach(member -> answers.pass(member.rep(), PassedOver.LANGUAGE));
        }
        for (Candidate member : asked) {
            Rep rep = member.rep();
            String why = presence.missing(rep, spec.duringWorkingHours());
            boolean capped = cap != null && SimpleCaps.isReached(cap, state, rep.id(), presence.clock(rep));
            if (why == null && !capped) {
                answers.free.add(rep);
            } else {
                answers.pass(rep, why == null ? PassedOver.CAP : why);
            }
            if (PassedOver.HOURS.equals(why) && !capped) {
                answers.outOfHours.add(rep);
            }
        }
        return answers;
    }

    /** Those whose hours begin first, under that moment; empty where nobody's do within a year. */
    private static Map<Instant, List<Rep>> nextOnShift(List<Rep> outOfHours, Presence presence) {
        Map<Instant, List<Rep>> next = new LinkedHashMap<>();
        Instant first = null;
        for (Rep rep : outOfHours) {
            Instant start = presence.nextStart(rep).orElse(null);
            if (start == null || (first != null && start.isAfter(first))) {
                continue;
            }
            if (!start.equals(first)) {
                next.clear();
                first = start;
            }
            next.computeIfAbsent(start, key -> new ArrayList<>()).add(rep);
        }
        return next;
    }

    private static Optional<FairTurn.Outcome> outcome(
            ReadyRotation rotation, RotationState state, List<String> free, Moment moment) {
        Kind kind = rotation.spec().kind();
        return switch (kind) {
            case ROUND_ROBIN, WEIGHTED -> Optional.of(FairTurn.takeLong(state, free));
            case ON_DUTY -> Optional.of(counted(state, onDuty(rotation, free, moment)));
            case ON_DUTY_CALENDAR -> onCalendar(rotation, free, moment).map(rep -> counted(state, rep));
            case IN_ORDER -> Optional.of(counted(state, free.get(0)));
            case LEAST_LOADED -> throw new IllegalStateException("a checked rule set has no " + kind.verb());
        };
    }

    private static FairTurn.Outcome counted(RotationState state, String rep) {
        RotationState after = new RotationState(
                state.pool(),
                state.epoch(),
                state.turn() + 1,
                state.denominator(),
                state.credits(),
                state.steady(),
                state.counts());
        return new FairTurn.Outcome(rep, after);
    }

    /** Whose duty it is by the calendar; where he isn't free, the next of the list who is. */
    private static String onDuty(ReadyRotation rotation, List<String> free, Moment moment) {
        LocalDate from = rotation.spec().from();
        if (from == null || rotation.spec().period() == null) {
            throw new IllegalStateException("a checked duty has a period and a first day");
        }
        long number = Duty.number(rotation.spec().period(), from, today(rotation, moment));
        int count = rotation.members().size();
        int first = (int) Math.floorMod(number, (long) count);
        for (int step = 0; step < count; step++) {
            String rep = rotation.members().get((first + step) % count).rep().id();
            if (free.contains(rep)) {
                return rep;
            }
        }
        throw new IllegalArgumentException(
                "nobody is free for " + rotation.rule().name());
    }

    /** Who has the duty of the day, or else who has the next one and is free; empty for a day that nobody has. */
    private static Optional<String> onCalendar(ReadyRotation rotation, List<String> free, Moment moment) {
        DutyRoster duties = rotation.duties();
        if (duties == null) {
            throw new IllegalStateException("a checked duty roster is there");
        }
        return duties.asked(today(rotation, moment)).stream()
                .filter(free::contains)
                .findFirst();
    }

    private static LocalDate today(ReadyRotation rotation, Moment moment) {
        return LocalDate.parse(moment.clock(rotation.zone()).date());
    }

    private static List<String> ids(List<Rep> reps) {
        List<String> ids = new ArrayList<>(reps.size());
        reps.forEach(rep -> ids.add(rep.id()));
        return ids;
    }
}
