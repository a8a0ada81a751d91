package landfall.language;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a fact.
 *
 * @param personal whether it tells of a person, so that rules cannot test it
 * @param read takes the fact, gives the value: String, Integer, BigDecimal, Boolean, {@code Set<String>} or null
 */
public record Field(
        FactType fact, String name, ValueType type, boolean personal, Function<Object, @Nullable Object> read) {

    @Override
    public String toString() {
        return fact.word() + "." + name;
    }
}
