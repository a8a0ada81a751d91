package landfall.engine;

import java.util.Map;
import java.util.function.Predicate;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.ValueList;
import org.jspecify.annotations.Nullable;

/** What conditions mean apart from any account, by the tests that the engine uses; thread-safe. */
public final class ConditionMeaning {

    private final ValueTests valueTests;
    private final ConditionTests<Object> onFacts;

    /** @param lists by name, cleaned */
    public ConditionMeaning(Map<String, ValueList> lists) {
        this.valueTests = new ValueTests(lists);
        this.onFacts = ConditionTests.onFacts(valueTests);
    }

    /** A test on what the operand reads: String, Integer, BigDecimal, Boolean, {@code Set<String>} or null. */
    public Predicate<@Nullable Object> onValue(Comparison comparison) {
        ValueTest test = valueTests.of(comparison);
        return test::test;
    }

    /** A test on an Account, a Clock or a Territory. */
    public Predicate<Object> onFact(Condition condition) {
        return onFacts.of(condition);
    }

    /** Equal only for conditions that always answer alike. */
    public static String id(Condition condition) {
        return ConditionIds.of(condition);
    }
}
