package landfall.engine;

import java.util.function.Function;
import java.util.function.Predicate;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Not;
import landfall.language.Condition.Or;
import landfall.language.Operand;
import org.jspecify.annotations.Nullable;

/**
 * Turns conditions into tests on whatever holds the values: the engine's subject, or a plain fact.
 *
 * @param <T> what holds the values
 */
final class ConditionTests<T> {

    /** Where {@code T} keeps the value of an operand. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        Object read(T holder);
    }

    private final ValueTests valueTests;
    private final Function<Operand, Reader<T>> readers;

    ConditionTests(ValueTests valueTests, Function<Operand, Reader<T>> readers) {
        this.valueTests = valueTests;
        this.readers = readers;
    }

    /** Tests on a fact itself: an Account, a Clock or a Territory. */
    static ConditionTests<Object> onFacts(ValueTests valueTests) {
        return new ConditionTests<>(valueTests, operand -> operand::read);
    }

    Predicate<T> of(Condition condition) {
        if (condition instanceof And and) {
            return and.conditions().stream().map(this::of).reduce(all -> true, Predicate::and);
        }
        if (condition instanceof Or or) {
            return or.conditions().stream().map(this::of).reduce(none -> false, Predicate::or);
        }
        if (condition instanceof Not not) {
            return of(not.condition()).negate();
        }
        Comparison comparison = (Comparison) condition;
        ValueTest test = valueTests.of(comparison);
        Reader<T> reader = readers.apply(comparison.operand());
        return holder -> test.test(reader.read(holder));
    }
}
