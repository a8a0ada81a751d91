package landfall.rotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Where the pools stand during one decision: what was stored, and the turns that this decision took. One thread. */
public final class Pools {

    private final Function<String, RotationState> stored;
    private final ToIntFunction<String> open;
    private final Map<String, RotationState> moved = new LinkedHashMap<>(2);

    /**
     * Before the decision.
     *
     * @param open how many open assignments a rep has
     */
    public Pools(Function<String, RotationState> stored, ToIntFunction<String> open) {
        this.stored = stored;
        this.open = open;
    }

    /** Open assignments of that rep. */
    int open(String rep) {
        return open.applyAsInt(rep);
    }

    RotationState state(String pool) {
        RotationState known = moved.get(pool);
        return known == null ? stored.apply(pool) : known;
    }

    /** Without a turn; nothing where it is as it was. */
    void adjust(RotationState state) {
        if (!state.equals(state(state.pool()))) {
            move(state);
        }
    }

    void move(RotationState state) {
        moved.put(state.pool(), state);
    }

    /** The pools that took a turn or were adjusted, as they stand now. */
    public List<RotationState> moved() {
        return new ArrayList<>(moved.values());
    }
}
