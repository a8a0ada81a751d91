package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.LandfallService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/proof.md} has somebody type proves what it says, and not something else. */
@EnabledOnOs(OS.LINUX)
class ProofDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String VERIFY = "java -jar target/landfall.jar ";

    @TempDir
    Path folder;

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/proof.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(7);
        String script = String.join("", blocks.subList(0, 6));
        try (LandfallService service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"))) {
            String address = script.replace("http://localhost:8080", "http://127.0.0.1:" + service.port());
            assertThat(run(address)).endsWith("0 the record is sealed as it is true ");
            // from here on no service is asked
            String byHand = String.join("", blocks.subList(1, 4));
            assertThat(run(byHand)).endsWith("0 the record is sealed as it is ");
            change("proof.json", "A-1", "A-2");
            assertThat(run(byHand)).startsWith("1 ").doesNotContain("sealed as it is");
            change("proof.json", "A-2", "A-1");
            assertThat(run(byHand)).startsWith("0 ");
            change("checkpoint.txt", "landfall-", "landfall_");
            assertThat(run(byHand)).startsWith("1 ").doesNotContain("sealed as it is");
        }
        assertThat(blocks.get(6)).startsWith(VERIFY);
        String[] verify = Arrays.stream(
                        blocks.get(6).substring(VERIFY.length()).strip().split(" "))
                .map(word -> word.contains(".") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        assertThat(LandfallService.command(verify).out()).startsWith("proved: ");
        change("export.ndjson", "\"A-1\"", "\"A-2\"");
        assertThat(LandfallService.command(verify).out()).startsWith("not proved: line ");
    }

    private void change(String name, String from, String to) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    /** Its exit code, and what it printed. */
    private String run(String script) throws IOException, InterruptedException {
        File printed = folder.resolve("printed").toFile();
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        int code = process.waitFor();
        return code + " "
                + Files.readString(printed.toPath(), StandardCharsets.UTF_8)
                        .replace("Signature Verified Successfully\n", "")
                        .replace('\n', ' ');
    }
}
