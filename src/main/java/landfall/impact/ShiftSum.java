package landfall.impact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** Adds up the shifts of all reps, or of all territories; for one thread. */
final class ShiftSum {

    private static final class Sums {
        private final LoadSum kept = new LoadSum();
        private final LoadSum before = new LoadSum();
        private final LoadSum after = new LoadSum();
        private long movedIn;
        private long movedOut;

        Shift shift(String id) {
            return new Shift(id, kept.with(before), kept.with(after), movedIn, movedOut);
        }
    }

    private final Function<Position, @Nullable String> key;
    private final Map<String, Sums> sums = new HashMap<>();

    /** @param key by which accounts are told apart */
    ShiftSum(Function<Position, @Nullable String> key) {
        this.key = key;
    }

    /** An account that stays as it is. */
    void keep(Account account, Position position, @Nullable Double distance) {
        sums(key(position)).kept.add(account, position, distance);
    }

    void add(
            Account account,
            Position before,
            @Nullable Double distanceBefore,
            Position after,
            @Nullable Double distanceAfter) {
        Sums left = sums(key(before));
        Sums come = sums(key(after));
        left.before.add(account, before, distanceBefore);
        come.after.add(account, after, distanceAfter);
        if (left != come) {
            left.movedOut++;
            come.movedIn++;
        }
    }

    /** By id. */
    List<Shift> shifts() {
        return new TreeMap<>(sums)
                .entrySet().stream()
                        .map(entry -> entry.getValue().shift(entry.getKey()))
                        .toList();
    }

    private String key(Position position) {
        String found = key.apply(position);
        return found == null ? "" : found;
    }

    private Sums sums(String id) {
        return sums.computeIfAbsent(id, key -> new Sums());
    }
}
