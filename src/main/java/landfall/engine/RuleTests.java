package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import landfall.language.Condition;
import landfall.language.Condition.Compare;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;

/** Turns the patterns of a rule into tests that must all hold; equal questions get equal ids, whatever rule asks them. */
final class RuleTests {

    /**
     * A test of its own alpha node.
     *
     * @param id equal only for tests that always answer alike
     */
    record NamedTest(String id, Predicate<Subject> test) {}

    private final Slots slots;
    private final ZoneId defaultZone;
    private final ConditionTests<Subject> subjectTests;
    private final ConditionTests<Object> clockTests;
    // One test for all rules that ask the same: it is in the cache already when the next rule asks.
    private final Map<String, NamedTest> known = new HashMap<>();

    RuleTests(ValueTests valueTests, Slots slots, ZoneId defaultZone) {
        this.slots = slots;
        this.defaultZone = defaultZone;
        this.clockTests = ConditionTests.onFacts(valueTests);
        Map<Integer, ConditionTests.Reader<Subject>> readers = new HashMap<>();
        this.subjectTests = new ConditionTests<>(
                valueTests,
                operand -> readers.computeIfAbsent(slots.slot(operand), slot -> subject -> subject.value(slot)));
    }

    List<NamedTest> of(Rule rule) {
        List<NamedTest> tests = new ArrayList<>();
        for (Pattern pattern : rule.patterns()) {
            if (pattern.fact() == FactType.CLOCK) {
                tests.add(clock(pattern));
            } else {
                for (Condition condition : pattern.conditions()) {
                    tests.add(known.computeIfAbsent(
                            ConditionIds.of(condition), id -> new NamedTest(id, subjectTests.of(condition))));
                }
            }
        }
        RulePeriod period = RulePeriod.of(rule, defaultZone);
        if (!period.isAlways()) {
            tests.add(new NamedTest(
                    period.toString(),
                    subject -> period.holdsAt(subject.moment().instant())));
        }
        return tests;
    }

    @SuppressWarnings("unchecked")
    static Predicate<Subject>[] predicates(List<NamedTest> tests) {
        return tests.stream().map(NamedTest::test).toArray(Predicate[]::new);
    }

    private NamedTest clock(Pattern pattern) {
        ZoneId zone = zoneOf(pattern);
        StringBuilder id = new StringBuilder();
        List<Predicate<Object>> conditions = new ArrayList<>();
        for (Condition condition : pattern.conditions()) {
            ConditionIds.append(condition, id);
            id.append(';');
            conditions.add(clockTests.of(condition));
        }
        ClockTest test = slots.clockTest(id.toString(), zone, conditions);
        return new NamedTest(id.toString(), subject -> subject.clock(test));
    }

    /** The zone that a Clock pattern names with {@code ==}. */
    static ZoneId zoneOf(Pattern pattern) {
        for (Condition condition : pattern.conditions()) {
            if (condition instanceof Compare compare
                    && compare.comparator() == Condition.Comparator.EQUAL
                    && compare.operand().text().equals("zone")) {
                return ZoneId.of((String) compare.literal().value());
            }
        }
        throw new IllegalArgumentException("a Clock pattern without a zone at " + pattern.place());
    }
}
