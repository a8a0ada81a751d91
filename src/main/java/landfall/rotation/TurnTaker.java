package landfall.rotation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.roster.DutyRoster;
import landfall.roster.Rep;
import landfall.rotation.ReadyRotation.Candidate;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/** Asks the members of a rotation who is free, and moves its pool by one turn. */
final class TurnTaker {

    private static final int CREDITS_KEPT_EVERY = 100;
    private static final String MATCHING_LANGUAGE = "matchingLanguage";
    private static final String ACCEPT_WITHIN = "acceptWithin";

    private final PoolMembers members;

    TurnTaker(PoolMembers members) {
        this.members = members;
    }

    /**
     * What came of asking.
     *
     * @param turn null where nobody is free
     * @param passedOver members who could not have it, by reason
     */
    record Asked(@Nullable Turn turn, List<PassedOver> passedOver) {}

    /**
     * Takes a turn of the pool where somebody is free.
     *
     * @param offering whether the rule may ask the rep to accept
     * @param excluded who had it as an offer already
     */
    Asked take(
            ReadyRotation rotation,
            String territory,
            Account account,
            Moment moment,
            Presence presence,
            Pools pools,
            boolean offering,
            Collection<String> excluded) {
        RotationSpec spec = rotation.spec();
        String named = spec.pool();
        String pool = named == null ? territory : named;
        RotationState before = pools.state(pool);
        RotationState state = members.current(before);
        Attendance.Answers answers = ask(rotation, account, presence, state, excluded);
        Instant actFrom = null;
        List<String> free = answers.free();
        if (free.isEmpty() && spec.orNextOnShift()) {
            Map<Instant, List<Rep>> next = nextOnShift(answers.outOfHours(), presence);
            if (!next.isEmpty()) {
                actFrom = next.keySet().iterator().next();
                free = ids(next.getOrDefault(actFrom, List.of()));
            }
        }
        List<PassedOver> passedOver = answers.passedOver();
        List<Integer> loads = spec.kind() == Kind.LEAST_LOADED
                ? free.stream().map(pools::open).toList()
                : List.of();
        Optional<FairTurn.Outcome> outcome =
                free.isEmpty() ? Optional.empty() : outcome(rotation, state, free, loads, moment);
        if (outcome.isEmpty()) {
            return new Asked(null, passedOver);
        }
        String rep = outcome.get().rep();
        Rep taker = rotation.attendance().rep(rep);
        Set<String> capped = members.cappedPeriods(pool);
        RotationState after = capped.isEmpty()
                ? outcome.get().state()
                : Caps.count(outcome.get().state(), capped, rep, presence.clock(taker));
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
                        loads,
                        actFrom,
                        offering && rotation.acceptWithin() != null
                                ? presence.after(taker, rotation.acceptWithin())
                                : null,
                        ignored(rotation, account, offering),
                        keepsCredits ? after : null),
                passedOver);
    }

    /**
     * Charges a turn that was played before; its pool moves, and no number is taken.
     *
     * @param clock of the rep
     * @param mayBegin whether a change of members may begin an epoch
     */
    ChargedTurn charge(Turn played, LocalDateTime clock, boolean mayBegin, Pools pools) {
        RotationState before = pools.state(played.pool());
        RotationState state = members.current(before);
        Set<String> known =
                state.credits().stream().map(RotationState.Credit::rep).collect(Collectors.toSet());
        boolean begins = state.epoch() != before.epoch();
        boolean credited = GivenBack.keepsCredits(played.verb())
                && known.containsAll(played.free())
                && played.free().contains(played.rep())
                && (!begins || mayBegin);
        RotationState moved = credited ? GivenBack.charged(state, played.free(), played.rep()) : before;
        RotationState after = Caps.count(moved, members.cappedPeriods(played.pool()), played.rep(), clock);
        pools.adjust(after);
        return new ChargedTurn(
                played.pool(),
                played.verb(),
                after.epoch(),
                after.turn(),
                played.free(),
                played.rep(),
                credited,
                credited && begins ? after : null);
    }

    private static List<String> ignored(ReadyRotation rotation, Account account, boolean offering) {
        List<String> ignored = new ArrayList<>(2);
        if (rotation.ignoresLanguage(account)) {
            ignored.add(MATCHING_LANGUAGE);
        }
        if (!offering && rotation.acceptWithin() != null) {
            ignored.add(ACCEPT_WITHIN);
        }
        return ignored;
    }

    private static Attendance.Answers ask(
            ReadyRotation rotation,
            Account account,
            Presence presence,
            RotationState state,
            Collection<String> excluded) {
        List<Candidate> speaking = rotation.askedFor(account);
        List<Candidate> asked = excluded.isEmpty()
                ? speaking
                : speaking.stream()
                        .filter(member -> !excluded.contains(member.rep().id()))
                        .toList();
        if (asked.size() == rotation.members().size()) {
            return rotation.attendance().ask(presence, state);
        }
        List<PassedOver> passedOver = new ArrayList<>();
        pass(rotation, PassedOver.LANGUAGE, rotation.members(), speaking, passedOver);
        pass(rotation, PassedOver.OFFERED, speaking, asked, passedOver);
        Attendance.Answers answers =
                new Attendance(rotation.rule().name(), rotation.spec(), asked).ask(presence, state);
        passedOver.addAll(answers.passedOver());
        return new Attendance.Answers(answers.free(), answers.outOfHours(), passedOver);
    }

    /** Those of some who are not among others. */
    private static void pass(
            ReadyRotation rotation,
            String why,
            List<Candidate> some,
            List<Candidate> others,
            List<PassedOver> passedOver) {
        if (others.size() < some.size()) {
            passedOver.add(new PassedOver(
                    rotation.rule().name(),
                    why,
                    some.stream()
                            .filter(member -> !others.contains(member))
                            .map(member -> member.rep().id())
                            .toList()));
        }
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
            ReadyRotation rotation, RotationState state, List<String> free, List<Integer> loads, Moment moment) {
        Kind kind = rotation.spec().kind();
        return switch (kind) {
            case ROUND_ROBIN, WEIGHTED -> Optional.of(FairTurn.take(state, free));
            case ON_DUTY -> Optional.of(counted(state, onDuty(rotation, free, moment)));
            case ON_DUTY_CALENDAR -> onCalendar(rotation, free, moment).map(rep -> counted(state, rep));
            case IN_ORDER -> Optional.of(counted(state, free.get(0)));
            case LEAST_LOADED -> Optional.of(counted(state, leastLoaded(rotation, free, loads)));
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

    /** Who has the fewest open assignments for what he can carry; the first of the rule among equals. */
    private static String leastLoaded(ReadyRotation rotation, List<String> free, List<Integer> loads) {
        int least = 0;
        BigDecimal leastCapacity = capacity(rotation, free.get(0));
        for (int i = 1; i < free.size(); i++) {
            BigDecimal capacity = capacity(rotation, free.get(i));
            BigDecimal his = BigDecimal.valueOf(loads.get(i)).multiply(leastCapacity);
            if (his.compareTo(BigDecimal.valueOf(loads.get(least)).multiply(capacity)) < 0) {
                least = i;
                leastCapacity = capacity;
            }
        }
        return free.get(least);
    }

    private static BigDecimal capacity(ReadyRotation rotation, String rep) {
        BigDecimal capacity = rotation.attendance().rep(rep).capacity();
        return capacity == null ? BigDecimal.ONE : capacity;
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
