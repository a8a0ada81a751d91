package landfall.rotation;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import landfall.rotation.RotationState.Count;
import org.jspecify.annotations.Nullable;

/** Counts in arrays, found by rep; whose they are is shared between turns. Immutable. */
final class PackedCounts extends AbstractList<Count> implements RandomAccess {

    private static final class Keys {
        private final List<Count> counts;
        private final Map<String, List<Integer>> places = new HashMap<>();

        private Keys(List<Count> counts) {
            this.counts = counts;
            for (int i = 0; i < counts.size(); i++) {
                places.computeIfAbsent(counts.get(i).rep(), rep -> new ArrayList<>(1))
                        .add(i);
            }
        }
    }

    private final Keys keys;
    private final String[] starts;
    private final int[] turns;
    /** Stands for these counts, and keeps nothing of them in memory. */
    private final Object mark = new Object();

    private final @Nullable Object markBefore;
    private final @Nullable String changed;

    private PackedCounts(
            Keys keys, String[] starts, int[] turns, @Nullable Object markBefore, @Nullable String changed) {
        this.keys = keys;
        this.starts = starts;
        this.turns = turns;
        this.markBefore = markBefore;
        this.changed = changed;
    }

    static PackedCounts of(List<Count> list) {
        if (list instanceof PackedCounts packed) {
            return packed;
        }
        List<Count> counts = List.copyOf(list);
        return new PackedCounts(
                new Keys(counts),
                counts.stream().map(Count::start).toArray(String[]::new),
                counts.stream().mapToInt(Count::turns).toArray(),
                null,
                null);
    }

    /** Places of the counts of a rep, ascending. */
    List<Integer> places(String rep) {
        return keys.places.getOrDefault(rep, List.of());
    }

    String period(int place) {
        return keys.counts.get(place).period();
    }

    /** Turns in the period that began then; 0 where the count is of another. */
    int turns(int place, String start) {
        return starts[place].equals(start) ? turns[place] : 0;
    }

    /** One more turn of a rep in each of his periods; {@code startOf} says when the one that it is began. */
    PackedCounts counted(String rep, IntFunction<String> startOf) {
        String[] after = starts;
        int[] more = turns.clone();
        for (int place : places(rep)) {
            String start = startOf.apply(place);
            more[place] = turns(place, start) + 1;
            if (!starts[place].equals(start)) {
                after = after == starts ? starts.clone() : after;
                after[place] = start;
            }
        }
        return new PackedCounts(keys, after, more, mark, rep);
    }

    Object mark() {
        return mark;
    }

    /** The only rep whose counts are not those of that mark; null where more may differ. */
    @Nullable
    String onlyChangeSince(Object other) {
        return other.equals(markBefore) ? changed : null;
    }

    @Override
    public Count get(int place) {
        Count key = keys.counts.get(place);
        return new Count(key.rep(), key.period(), starts[place], turns[place]);
    }

    @Override
    public int size() {
        return turns.length;
    }
}
