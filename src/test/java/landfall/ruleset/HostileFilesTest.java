package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to do harm are refused at their places, within half a gigabyte, and nothing that they ask for is
 * done. They are read in a process of its own, so that one that ends or fills it is noticed.
 */
class HostileFilesTest {

    private static final HostileFile.Canaries NONE =
            new HostileFile.Canaries(Path.of("made"), Path.of("secret"), 1, "none");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void eachIsRefusedAtItsPlaceAndNothingIsDone(@TempDir Path folder) throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        HostileFile.all(NONE).forEach(file -> expected.put(file.name(), file.expected()));
        assertThat(expected).hasSizeGreaterThan(450);
        assertThat(expected.values()).doesNotContain("");

        Map<String, String> told = new LinkedHashMap<>();
        List<String> canaries = new ArrayList<>();
        for (String line : read(folder)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 3) {
                told.put(parts[1], parts[2]);
            } else if (line.startsWith("canaries ")) {
                canaries.add(line);
            }
        }
        told.remove("nothing");

        assertThat(told).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(canaries).containsExactly("canaries []");
    }

    private static List<String> read(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileRun.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            process.waitFor();
        }
    }
}
