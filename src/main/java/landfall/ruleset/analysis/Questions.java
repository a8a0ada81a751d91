package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.engine.ConditionMeaning;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.FactType;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.language.ValueType;
import landfall.ruleset.CheckedRuleSet;

/** All that rules ask, each question once, by what they ask it of. */
final class Questions {

    private final ConditionMeaning meaning;
    private final Map<String, List<Comparison>> byOperand = new LinkedHashMap<>();
    private final Map<String, Operand> operands = new HashMap<>();
    private final Map<String, List<Set<Object>>> parts = new HashMap<>();
    private final Map<String, ZonedCondition> clocks = new LinkedHashMap<>();
    private final Set<String> reps = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();

    Questions(CheckedRuleSet ruleSet, Collection<Rule> rules) {
        meaning = new ConditionMeaning(ruleSet.lists());
        for (Rule rule : rules) {
            for (Pattern pattern : rule.patterns()) {
                for (Condition condition : pattern.conditions()) {
                    if (pattern.fact() == FactType.CLOCK) {
                        if (!Clocks.namesZone(condition)) {
                            for (Condition part : Clocks.parts(condition)) {
                                ZonedCondition zoned = new ZonedCondition(Clocks.zone(pattern), part);
                                clocks.putIfAbsent(zoned.id(), zoned);
                            }
                        }
                    } else {
                        Comparisons.each(condition, this::ask);
                    }
                }
            }
            for (Action action : rule.actions()) {
                if (action instanceof Action.TerritoryFrom from) {
                    list(ruleSet.lists().get(from.list()), from.key(), "territory");
                } else if (action instanceof Action.RepFrom from) {
                    list(ruleSet.lists().get(from.list()), from.key(), "rep");
                } else if (action instanceof Action.ClaimRep claim) {
                    reps.add(claim.rep());
                }
            }
        }
    }

    private void ask(Comparison comparison) {
        Comparison positive = Comparisons.positive(comparison);
        String key = key(positive.operand());
        operands.putIfAbsent(key, positive.operand());
        List<Comparison> asked = byOperand.computeIfAbsent(key, each -> new ArrayList<>());
        if (seen.add(ConditionMeaning.id(positive))) {
            asked.add(positive);
        }
    }

    /** The keys of each target of a mapping list must be told apart. */
    private void list(@org.jspecify.annotations.Nullable ValueList list, Operand key, String column) {
        if (list == null
                || key.type() != ValueType.TEXT
                || !seen.add("list " + list.name() + " " + column + key(key))) {
            return;
        }
        operands.putIfAbsent(key(key), key);
        byOperand.computeIfAbsent(key(key), each -> new ArrayList<>());
        Map<String, Set<Object>> targets = targets(list, column);
        parts.computeIfAbsent(key(key), each -> new ArrayList<>()).addAll(targets.values());
        if (column.equals("rep")) {
            reps.addAll(targets.keySet());
        }
    }

    /** The keys of a mapping list by the cell of a column; rows without one are left out. */
    static Map<String, Set<Object>> targets(ValueList list, String column) {
        Map<String, Set<Object>> targets = new LinkedHashMap<>();
        list.rows().forEach((value, row) -> {
            String target = row.get(column);
            if (target != null) {
                targets.computeIfAbsent(target, each -> new HashSet<>()).add(value);
            }
        });
        return targets;
    }

    /** Names an operand among those of all facts. */
    static String key(Operand operand) {
        return operand.fact() == FactType.TERRITORY ? territory(operand.text()) : operand.text();
    }

    static String territory(String field) {
        return "territory." + field;
    }

    ConditionMeaning meaning() {
        return meaning;
    }

    /** Without negations. */
    Map<String, List<Comparison>> byOperand() {
        return byOperand;
    }

    Operand operand(String key) {
        Operand operand = operands.get(key);
        if (operand == null) {
            throw new IllegalArgumentException("nothing is asked of " + key);
        }
        return operand;
    }

    /** Sets of values that mapping lists tell apart. */
    List<Set<Object>> parts(String key) {
        return parts.getOrDefault(key, List.of());
    }

    /** Those whom rules claim accounts for. */
    Set<String> reps() {
        return reps;
    }

    Collection<ZonedCondition> clocks() {
        return clocks.values();
    }
}
