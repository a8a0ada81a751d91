package landfall.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import landfall.language.Condition.Comparison;

/** {@code Account(…)}, {@code Clock(…)} or {@code Territory(…)}: all of its conditions must hold. */
public record Pattern(FactType fact, List<Condition> conditions, Place place) {

    public Pattern {
        conditions = List.copyOf(conditions);
    }

    /** Every comparison, however deep. */
    public List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            if (condition instanceof Comparison comparison) {
                comparisons.add(comparison);
            } else {
                addAll(condition, comparisons);
            }
        }
        return comparisons;
    }

    private static void addAll(Condition compound, List<Comparison> comparisons) {
        Deque<Condition> open = new ArrayDeque<>();
        open.push(compound);
        while (!open.isEmpty()) {
            Condition condition = open.pop();
            if (condition instanceof Comparison comparison) {
                comparisons.add(comparison);
            } else if (condition instanceof Condition.And and) {
                and.conditions().forEach(open::push);
            } else if (condition instanceof Condition.Or or) {
                or.conditions().forEach(open::push);
            } else {
                open.push(((Condition.Not) condition).condition());
            }
        }
    }
}
