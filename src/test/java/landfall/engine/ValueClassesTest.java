package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueClassesTest {

    @Test
    void classesDividedToNothingHaveNoNumber() {
        Set<Object> all = Set.of("a", "b", "c");
        Set<Object> some = Set.of("a", "b");
        Set<Object> one = Set.of("a");

        ValueClasses classes = new ValueClasses(List.of(all, some, one, Set.of("b"), Set.of("c")));

        assertThat(classes.count()).isEqualTo(4);
        assertThat(List.of(classes.of("x"), classes.of("c"), classes.of("a"), classes.of("b")))
                .containsExactlyInAnyOrder(0, 1, 2, 3)
                .startsWith(ValueClasses.OTHER);
        assertThat(classes.bySet(List.of(some)).get(some)).containsExactlyInAnyOrder(classes.of("a"), classes.of("b"));
    }
}
