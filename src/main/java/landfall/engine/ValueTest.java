package landfall.engine;

import org.jspecify.annotations.Nullable;

/** What one comparison asks of the value that it reads; null is a value that is not known. */
@FunctionalInterface
interface ValueTest {

    boolean test(@Nullable Object value);
}
