package landfall.impact;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import landfall.language.Rule;

/** Numbers for the rules of one rule set, to write down which of them matched; safe for many threads. */
final class RuleNumbers {

    private final List<Rule> rules;
    private final IdentityHashMap<Rule, Integer> numbers = new IdentityHashMap<>();

    RuleNumbers(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.rules.forEach(rule -> numbers.put(rule, numbers.size()));
    }

    int[] numbers(List<Rule> some) {
        return some.stream()
                .mapToInt(rule -> Objects.requireNonNull(numbers.get(rule)))
                .toArray();
    }

    List<Rule> rules(int[] some) {
        return Arrays.stream(some).mapToObj(rules::get).toList();
    }
}
