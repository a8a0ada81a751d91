package landfall.engine;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value is one of a few: compared one after the other, for that touches less memory than a set does. */
final class OneOf implements ValueTest {

    /** With more, a set is faster. */
    private static final int FEW = 8;

    private final Object[] values;

    private OneOf(Object[] values) {
        this.values = values;
    }

    static ValueTest of(Collection<Object> values) {
        if (values.size() <= FEW) {
            return new OneOf(values.toArray());
        }
        Set<Object> set = Set.copyOf(values);
        return value -> value != null && set.contains(value);
    }

    @Override
    public boolean test(@Nullable Object value) {
        for (Object each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
