package landfall.rotation;

import java.time.LocalDate;
import java.util.List;
import landfall.engine.Moment;
import landfall.language.RotationSpec.Kind;
import landfall.roster.TerritoryEntry;

/** Moves a pool by one turn, by the verb of the rule that asked. */
final class TurnTaker {

    private static final int CREDITS_KEPT_EVERY = 100;

    private final PoolMembers members;

    TurnTaker(PoolMembers members) {
        this.members = members;
    }

    /**
     * Takes a turn.
     *
     * @param free who could have it, in the order of the rule; at least one
     */
    Turn take(ReadyRotation rotation, TerritoryEntry territory, List<String> free, Moment moment, Pools pools) {
        String named = rotation.spec().pool();
        String pool = named == null ? territory.id() : named;
        RotationState before = pools.state(pool);
        RotationState state = members.current(before);
        Kind kind = rotation.spec().kind();
        FairTurn.Outcome outcome =
                switch (kind) {
                    case ROUND_ROBIN -> FairTurn.take(state, free);
                    case ON_DUTY -> counted(state, onDuty(rotation, free, moment));
                    case IN_ORDER -> counted(state, free.get(0));
                    case WEIGHTED, ON_DUTY_CALENDAR, LEAST_LOADED ->
                        throw new IllegalStateException("a checked rule set has no " + kind.verb());
                };
        RotationState after = outcome.state();
        pools.move(after);
        boolean keepsCredits = after.epoch() != before.epoch() || after.turn() % CREDITS_KEPT_EVERY == 0;
        return new Turn(
                rotation.rule().name(),
                pool,
                kind.verb(),
                after.epoch(),
                after.turn(),
                free,
                outcome.rep(),
                keepsCredits ? after : null);
    }

    private static FairTurn.Outcome counted(RotationState state, String rep) {
        RotationState after =
                new RotationState(state.pool(), state.epoch(), state.turn() + 1, state.denominator(), state.credits());
        return new FairTurn.Outcome(rep, after);
    }

    /** Whose duty it is by the calendar; where he isn't free, the next of the list who is. */
    private static String onDuty(ReadyRotation rotation, List<String> free, Moment moment) {
        LocalDate from = rotation.spec().from();
        if (from == null || rotation.spec().period() == null) {
            throw new IllegalStateException("a checked duty has a period and a first day");
        }
        LocalDate day = LocalDate.parse(moment.clock(rotation.zone()).date());
        long number = Duty.number(rotation.spec().period(), from, day);
        int count = rotation.members().size();
        int first = (int) Math.floorMod(number, (long) count);
        for (int step = 0; step < count; step++) {
            String rep = rotation.members().get((first + step) % count).id();
            if (free.contains(rep)) {
                return rep;
            }
        }
        throw new IllegalArgumentException(
                "nobody is free for " + rotation.rule().name());
    }
}
