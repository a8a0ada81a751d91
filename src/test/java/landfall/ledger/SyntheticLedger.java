package landfall.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that keeps what it promises. Safe for any number of threads, which wait for each other. */
final class SyntheticLedger {
    private final Map<String, Map<String, Integer>> pools;
    private final List<HistoryChecker.Stored> decisions = new ArrayList<>();
    private final Map<String, HistoryChecker.Stored> byKey = new HashMap<>();
    private final Map<String, String> accounts = new HashMap<>();
    private final Map<String, String> companies = new HashMap<>();
    private final Map<String, RotationState> rotations = new TreeMap<>();

    SyntheticLedger(Map<String, Map<String, Integer>> pools) {
        this.pools = pools;
    }

    /** Decides, or finds what was decided by that key, and writes into the history what it answered. */
    void ask(History history, History.Ask ask) {
        History.Call call = history.begin(ask);
        HistoryChecker.Stored stored = decide(ask);
        history.answered(call, stored.id(), stored.rep(), stored.turn());
    }

    synchronized HistoryChecker.Stored decide(History.Ask ask) {
        HistoryChecker.Stored before = byKey.get(ask.key());
        if (before != null) {
            return before;
        }
        String owner = owner(ask);
        RotationState moved = null;
        if (owner == null) {
            RotationState begun = WeightedTurns.begun(
                    rotations.getOrDefault(ask.pool(), RotationState.fresh(ask.pool())),
                    Objects.requireNonNull(pools.get(ask.pool())));
            owner = Objects.requireNonNull(begun.next());
            moved = WeightedTurns.after(begun, owner);
            rotations.put(ask.pool(), moved);
        }
        accounts.put(ask.account(), owner);
        if (ask.company() != null) {
            companies.put(ask.company(), owner);
        }
        long seq = decisions.size() + 1L;
        HistoryChecker.Stored stored = new HistoryChecker.Stored(
                seq,
                id(seq),
                ask.key(),
                ask.account(),
                owner,
                moved == null ? null : moved.pool(),
                moved == null ? 0 : moved.turn());
        decisions.add(stored);
        byKey.put(ask.key(), stored);
        return stored;
    }

    private @Nullable String owner(History.Ask ask) {
        String owner = accounts.get(ask.account());
        return owner != null || ask.company() == null ? owner : companies.get(ask.company());
    }

    /** As long as a ULID, and in the same order. */
    static String id(long seq) {
        String number = Long.toString(seq);
        return "0".repeat(26 - number.length()) + number;
    }

    /** In order of {@code seq}; read once nobody asks any more. */
    List<HistoryChecker.Stored> decisions() {
        return decisions;
    }

    List<RotationState> rotations() {
        return List.copyOf(rotations.values());
    }
}
