package landfall.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses by which values together rules are found, so that few are found in vain and the tables stay small. Costs are in
 * units of one rule tested by the network.
 */
final class IndexPlan {

    private static final int MOST_TABLES = 32;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DIMENSIONS_TRIED = 6;
    /** Keys of one rule; beyond, it is found by fewer values or always. */
    private static final long MOST_KEYS = 4096;
    /** A fact that enters the network costs about as much as ten tests. */
    static final double ENTERING = 10;

    private static final double LOOKING_UP = 1;
    /** What one more key for each rule of a table is worth avoiding. */
    private static final double KEY = 0.2;

    private final ValueClasses[] classes;

    private final double entering;

    /** @param entering what it costs that a fact enters the network once more */
    IndexPlan(ValueClasses[] classes, double entering) {
        this.classes = classes;
        this.entering = entering;
    }

    /** The rules of each table, by its dimensions, ascending; rules that no table holds may match any subject. */
    Map<List<Integer>, List<IndexedRule>> tables(List<IndexedRule> rules) {
        Map<List<Integer>, List<IndexedRule>> alike = new LinkedHashMap<>();
        for (IndexedRule rule : rules) {
            List<Integer> dimensions = rule.dimensions();
            if (!dimensions.isEmpty()) {
                alike.computeIfAbsent(dimensions, key -> new ArrayList<>()).add(rule);
            }
        }
        List<Map.Entry<List<Integer>, List<IndexedRule>>> byNumber = new ArrayList<>(alike.entrySet());
        byNumber.sort(Comparator.comparingInt(entry -> -entry.getValue().size()));
        Map<List<Integer>, List<IndexedRule>> tables = new LinkedHashMap<>();
        for (Map.Entry<List<Integer>, List<IndexedRule>> entry : byNumber) {
            List<Integer> best = best(entry.getKey(), entry.getValue(), tables.keySet());
            if (best != null) {
                for (List<IndexedRule> group : groups(entry.getValue(), best)) {
                    if (isWorthIndexing(group, best)) {
                        tables.computeIfAbsent(best, key -> new ArrayList<>()).addAll(group);
                    }
                }
            }
        }
        return tables;
    }

    private @Nullable List<Integer> best(List<Integer> dimensions, List<IndexedRule> rules, Set<List<Integer>> known) {
        List<Integer> tried = dimensions.stream()
                .sorted(Comparator.comparingDouble(dimension -> rules.stream()
                        .mapToDouble(rule -> likelihood(rule, List.of(dimension)))
                        .sum()))
                .limit(DIMENSIONS_TRIED)
                .sorted()
                .toList();
        List<Integer> best = null;
        double least = rules.size();
        for (int choice = 1; choice < 1 << tried.size(); choice++) {
            List<Integer> some = chosen(tried, choice);
            boolean isNew = !known.contains(some);
            if (some.size() > MOST_DIMENSIONS || !fits(some) || (isNew && known.size() >= MOST_TABLES)) {
                continue;
            }
            double cost = cost(rules, some) + (isNew ? LOOKING_UP : 0);
            if (cost < least) {
                least = cost;
                best = some;
            }
        }
        return best;
    }

    /** What an account costs that meets these rules through a table of these dimensions. */
    private double cost(List<IndexedRule> rules, List<Integer> dimensions) {
        double cost = 0;
        double keys = 0;
        for (List<IndexedRule> group : groups(rules, dimensions)) {
            if (isWorthIndexing(group, dimensions)) {
                cost += cost(group.get(0), group.size(), dimensions);
                keys += keys(group.get(0), dimensions);
            } else {
                cost += group.size();
            }
        }
        return cost + KEY * keys / rules.size();
    }

    private boolean isWorthIndexing(List<IndexedRule> group, List<Integer> dimensions) {
        IndexedRule first = group.get(0);
        return keys(first, dimensions) <= MOST_KEYS && cost(first, group.size(), dimensions) < group.size();
    }

    private double cost(IndexedRule first, int size, List<Integer> dimensions) {
        return likelihood(first, dimensions) * (entering + size);
    }

    /** Rules that need the same in these dimensions, together. */
    private static Collection<List<IndexedRule>> groups(List<IndexedRule> rules, List<Integer> dimensions) {
        Map<IndexedRule.Key, List<IndexedRule>> groups = new LinkedHashMap<>();
        for (IndexedRule rule : rules) {
            groups.computeIfAbsent(rule.key(dimensions), key -> new ArrayList<>(1))
                    .add(rule);
        }
        return groups.values();
    }

    private double likelihood(IndexedRule rule, List<Integer> dimensions) {
        double product = 1;
        for (int dimension : dimensions) {
            product *= classes[dimension].likelihood(rule.at(dimension));
        }
        return product;
    }

    private static long keys(IndexedRule rule, List<Integer> dimensions) {
        long product = 1;
        for (int dimension : dimensions) {
            product = Math.min(MOST_KEYS + 1, product * rule.at(dimension).length);
        }
        return product;
    }

    /** Whether a key of these dimensions fits a long. */
    private boolean fits(List<Integer> dimensions) {
        double product = 1;
        for (int dimension : dimensions) {
            product *= classes[dimension].count();
        }
        return product < Long.MAX_VALUE / 2.0;
    }

    private static List<Integer> chosen(List<Integer> dimensions, int choice) {
        List<Integer> some = new ArrayList<>();
        for (int at = 0; at < dimensions.size(); at++) {
            if (((choice >> at) & 1) == 1) {
                some.add(dimensions.get(at));
            }
        }
        return some;
    }
}
