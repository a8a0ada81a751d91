package landfall.ruleset;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.rotation.Foreseen;
import landfall.rotation.Placement;
import landfall.rotation.Pools;
import landfall.rotation.RotationState;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/** Turns that are played in memory, on a copy of the rotations; nothing is recorded. For one thread. */
public final class PlayedTurns {

    /**
     * Where an account went.
     *
     * @param overlays by role
     */
    public record Played(Placement placement, Map<String, Placement> overlays) {}

    private final CompiledRuleSet rules;
    private final Function<String, RotationState> begin;
    private final ToIntFunction<String> openBefore;
    private final Map<String, RotationState> pools = new HashMap<>();
    private final Map<String, Integer> opened = new HashMap<>();

    /**
     * Begins where the rotations stand.
     *
     * @param begin by pool; must give the same whenever it is asked
     * @param open assignments that a rep has open already; must give the same whenever it is asked
     */
    public PlayedTurns(CompiledRuleSet rules, Function<String, RotationState> begin, ToIntFunction<String> open) {
        this.rules = rules;
        this.begin = begin;
        this.openBefore = open;
    }

    /** From the beginning of every rotation; nobody has anything open. */
    public static PlayedTurns fromTheBeginning(CompiledRuleSet rules) {
        return new PlayedTurns(rules, RotationState::fresh, rep -> 0);
    }

    /**
     * Places one account, with its overlays, and moves the rotations.
     *
     * @param foreseen for the account and the moment, or null
     * @param decided its placement where no rotation is asked for it; null: the rules say
     */
    public Played play(
            Account account, Route route, @Nullable Foreseen foreseen, Moment moment, @Nullable Placement decided) {
        Pools moving = new Pools(this::state, this::open);
        Placement placement =
                decided == null ? rules.placer().place(account, route, foreseen, moment, moving) : decided;
        Map<String, Placement> overlays = new LinkedHashMap<>(4);
        if (placement.status() != Placement.Status.QUEUED) {
            route.overlays()
                    .forEach((role, claim) -> overlays.put(
                            role, rules.placer().placeOverlay(account, claim, placement.owner(), moment, moving)));
        }
        moving.moved().forEach(state -> pools.put(state.pool(), state));
        if (placement.status() == Placement.Status.ASSIGNED) {
            opened.merge(placement.owner(), 1, Integer::sum);
            overlays.values().forEach(overlay -> opened.merge(overlay.owner(), 1, Integer::sum));
        }
        return new Played(placement, overlays);
    }

    /** A rep has one less open. */
    public void release(String rep) {
        opened.merge(rep, -1, Integer::sum);
    }

    private RotationState state(String pool) {
        RotationState moved = pools.get(pool);
        return moved == null ? begin.apply(pool) : moved;
    }

    private int open(String rep) {
        return openBefore.applyAsInt(rep) + opened.getOrDefault(rep, 0);
    }
}
