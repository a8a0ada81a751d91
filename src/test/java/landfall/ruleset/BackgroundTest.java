package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundTest {

    /** Of the fields of a thread's {@code stat} behind its name. */
    private static final int NICE = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void itsThreadsGiveWayAlsoWhereTheyWorkTogetherAndNoOthersDo() {
        int before = nice();
        try (Background background = new Background(2, "some")) {
            Set<Integer> there = background.run(() -> IntStream.range(0, 64)
                    .parallel()
                    .map(each -> nice())
                    .boxed()
                    .collect(Collectors.toSet()));
            assertThat(there).containsExactly(NativePriority.LOW);
        }
        assertThat(nice()).isEqualTo(before).isNotEqualTo(NativePriority.LOW);
    }

    @Test
    void whatIsThrownThereIsThrownHere() {
        try (Background background = new Background(1, "some")) {
            assertThat(background.<String>run(() -> "done")).isEqualTo("done");
            IllegalStateException fault = new IllegalStateException("no");
            assertThatThrownBy(() -> background.run(() -> {
                        throw fault;
                    }))
                    .isSameAs(fault);
        }
    }

    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
