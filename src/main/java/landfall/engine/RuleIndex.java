package landfall.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names the groups of rules that may match a subject; rules of every other group cannot. What a group shares is what its
 * rules need of a few values. Which values a rule is found by is planned here, from all rules together; a rule that no few
 * values find stands in the group {@link #ALWAYS}.
 */
final class RuleIndex {

    /** The group of rules that may match any subject. */
    static final int ALWAYS = 0;

    private final int[] slots;
    private final ValueClasses[] classes;
    private final List<IndexTable> tables = new ArrayList<>();
    private final int[] groupOfRule;
    private final int groupCount;

    /**
     * @param needed what each rule needs, by slot
     * @param ranges within which bounds each rule needs numbers to lie, by slot
     * @param entering see {@link IndexPlan}
     */
    RuleIndex(List<Map<Integer, Set<Object>>> needed, List<Map<Integer, Range>> ranges, double entering) {
        Map<Integer, List<Set<Object>>> setsBySlot = new TreeMap<>();
        for (Map<Integer, Set<Object>> rule : needed) {
            rule.forEach((slot, set) ->
                    setsBySlot.computeIfAbsent(slot, key -> new ArrayList<>()).add(set));
        }
        slots = setsBySlot.keySet().stream().mapToInt(Integer::intValue).toArray();
        classes = setsBySlot.values().stream().map(ValueClasses::new).toArray(ValueClasses[]::new);

        List<Map<Set<Object>, int[]>> bySet = new ArrayList<>();
        for (int dimension = 0; dimension < slots.length; dimension++) {
            bySet.add(classes[dimension].bySet(setsBySlot.getOrDefault(slots[dimension], List.of())));
        }
        List<IndexedRule> rules = new ArrayList<>();
        for (int rule = 0; rule < needed.size(); rule++) {
            int[] @Nullable [] own = new int[slots.length][];
            for (int dimension = 0; dimension < own.length; dimension++) {
                Set<Object> set = needed.get(rule).get(slots[dimension]);
                own[dimension] = set == null ? null : bySet.get(dimension).get(set);
            }
            rules.add(new IndexedRule(rule, own));
        }
        groupOfRule = new int[needed.size()];
        int groups = ALWAYS + 1;
        for (Map.Entry<List<Integer>, List<IndexedRule>> entry :
                new IndexPlan(classes, entering).tables(rules).entrySet()) {
            List<Integer> dimensions = entry.getKey();
            IndexTable table = new IndexTable(dimensions, classes);
            Map<IndexedRule.Key, Integer> known = new HashMap<>();
            for (IndexedRule rule : entry.getValue()) {
                IndexedRule.Key key = rule.key(dimensions);
                Integer group = known.get(key);
                if (group == null) {
                    group = groups++;
                    known.put(key, group);
                    table.add(group, key.classes());
                }
                groupOfRule[rule.number()] = group;
            }
            tables.add(table);
        }
        groupCount = groups;
        GroupRanges bounds = bounds(ranges);
        tables.forEach(table -> table.freeze(bounds));
    }

    private GroupRanges bounds(List<Map<Integer, Range>> ranges) {
        Map<Integer, List<Map<Integer, Range>>> byGroup = new HashMap<>();
        for (int rule = 0; rule < groupOfRule.length; rule++) {
            byGroup.computeIfAbsent(groupOfRule[rule], key -> new ArrayList<>(1))
                    .add(ranges.get(rule));
        }
        GroupRanges bounds = new GroupRanges();
        byGroup.forEach(bounds::put);
        return bounds;
    }

    /** Each group besides {@link #ALWAYS} whose rules may match, once. */
    void find(Subject subject, IntConsumer found) {
        if (tables.isEmpty()) {
            return;
        }
        int[] own = new int[slots.length];
        for (int dimension = 0; dimension < own.length; dimension++) {
            own[dimension] = classes[dimension].of(subject.value(slots[dimension]));
        }
        for (IndexTable table : tables) {
            table.find(own, subject, found);
        }
    }

    int groupOf(int rule) {
        return groupOfRule[rule];
    }

    int groupCount() {
        return groupCount;
    }
}
