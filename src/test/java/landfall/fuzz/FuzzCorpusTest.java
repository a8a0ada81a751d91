package landfall.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code scripts/fuzz} has found worth keeping still holds what it must. */
class FuzzCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    @TestFactory
    Stream<DynamicTest> eachTargetReadsItsCorpus() {
        return FuzzTarget.all().entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(target.getKey(), () -> replay(target)));
    }

    @Test
    void eachFolderBelongsToATarget() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FuzzTarget.all().keySet());
        }
    }

    private static void replay(Map.Entry<String, FuzzTarget> target) throws Exception {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.getKey()))) {
            inputs = files.sorted().toList();
        }
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            try {
                target.getValue().read(Files.readAllBytes(input));
            } catch (Exception | AssertionError fault) {
                throw new AssertionError(input.toString(), fault);
            }
        }
    }
}
