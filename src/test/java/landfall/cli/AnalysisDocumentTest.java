package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/analysis.md is what {@code check} prints. */
class AnalysisDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/analysis.md");

    private static final Map<String, String> ROSTER = Map.of(
            "territories.csv",
            "id,name,type,fallbackRep\nus-west,US West,territory,\nus-east,US East,territory,\nrest,Rest,fallback,alice\n",
            "reps.csv",
            "id,name\nalice,Alice Adams\nbob,Bob Brown\n");

    @TempDir
    private Path folder;

    private final ExitStatus exit = new ExitStatus();

    @Test
    void theExampleIsWhatCheckPrints() throws Exception {
        Files.createDirectories(folder.resolve("roster"));
        for (Map.Entry<String, String> file : ROSTER.entrySet()) {
            Files.writeString(folder.resolve("roster").resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("rules.drl"), block("drl"));

        assertThat(printed(folder.toString())).contains(block("text"));
        assertThat(exit.code()).isZero();
    }

    private String printed(String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Command command = new CheckCommand(exit, new PrintStream(printed, true, StandardCharsets.UTF_8));
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        Subparser subparser = parser.addSubparsers().addParser(command.getName());
        command.configure(subparser);
        String[] words = new String[arguments.length + 1];
        words[0] = command.getName();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        command.run(null, parser.parseArgs(words));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String block(String language) throws Exception {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
