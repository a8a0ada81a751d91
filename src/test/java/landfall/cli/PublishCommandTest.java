package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import landfall.ruleset.IssuePrinter;
import landfall.staff.Running;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code publish} against a running service. */
class PublishCommandTest {

    @TempDir
    private static Path folder;

    private static Running service;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void publishesActivatesAndSaysWhatIsWrong() throws Exception {
        String seed = service.ruleSetVersion();
        service.edit("rotations.drl", "// Whose turn", "// Published: whose turn");
        Files.writeString(service.rules().resolve("old.xyz"), "for nobody");

        run("--check");
        assertThat(exit.code()).isZero();
        assertThat(text())
                .contains("left out: old.xyz")
                .containsPattern("coverage: \\d+ of \\d+ rules decided a case \\(\\d+ %\\), \\d+ matched one; ")
                .containsPattern("information\\[gap]: no rule claims accounts with country .*\n")
                .doesNotContain("for example", "null")
                .contains("cases passed, 2 findings: these rules would do");
        run("--message", "split & merge", "--by", "mai");
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("published, version").contains("isn't active");
        assertThat(service.api().get("/api/rulesets").text()).contains("split & merge", "\"by\":\"mai\"");
        assertThat(service.ruleSetVersion()).isEqualTo(seed);
        run("--activate");
        assertThat(text()).contains("nothing new, version").contains("is active");
        assertThat(service.ruleSetVersion()).isNotEqualTo(seed);
        assertThat(service.api()
                        .get("/api/rulesets/" + service.ruleSetVersion() + "/analysis")
                        .status())
                .isEqualTo(200);
        run();
        assertThat(text()).contains("coverage: ", "information[gap]", ", 2 findings: nothing new");

        service.edit("rotations.drl", "routing.roundRobin(team(\"dach\"));", "routing.roundRobin(\"nobody\");");
        String before = service.ruleSetVersion();
        run("--activate");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text())
                .contains("error[unknown-rep]")
                .contains("rotations.drl:")
                .contains("    ^")
                .contains("refused: Nothing has changed");
        run("--check");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("these rules would be refused");
        assertThat(service.ruleSetVersion()).isEqualTo(before);
    }

    @Test
    void tellsFindingsInShortAndHowManyMoreThereAre() throws Exception {
        PublishReport report = new PublishReport(out, new IssuePrinter(List.of(), false));
        RuleSetService.Wish wish = new RuleSetService.Wish("mai", "", false, false);
        String result =
                "\"version\": \"0123456789abcdef\", \"published\": true, \"result\": {\"rules\": 3, \"cases\": 2, "
                        + "\"failedCases\": 0, \"issues\": [{\"code\": \"always-true\", \"severity\": \"warning\", "
                        + "\"place\": \"us.drl:4:2\", \"message\": \"so it is\"}], \"issueCount\": 7}";
        report.answered(
                new ObjectMapper()
                        .readTree("{" + result
                                + ", \"analysis\": {\"counts\": {\"overlap\": 8, \"gap\": 1}, \"findings\": ["
                                + "{\"code\": \"overlap\", \"severity\": \"warning\", \"rule\": \"West\", "
                                + "\"place\": \"us.drl:2:6\", \"message\": \"both want them\"}, "
                                + "{\"code\": \"gap\", \"severity\": \"information\", \"message\": \"nobody\"}]}}"),
                wish);
        assertThat(text())
                .contains("… and 6 more issues\n")
                .contains("us.drl:2:6: warning[overlap]: rule \"West\": both want them\ninformation[gap]: nobody\n"
                        + "… and 7 more findings; check lists all\n")
                .contains("0 errors, 7 warnings, 2 of 2 cases passed, 9 findings: published, version 0123456789ab");

        printed.reset();
        report.answered(new ObjectMapper().readTree("{" + result + "}"), wish);
        assertThat(text())
                .contains("still being worked out: GET /api/rulesets/0123456789ab/analysis waits for it")
                .doesNotContain("findings");
    }

    @Test
    void saysWhatItCantDo() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        runAt("http://127.0.0.1:" + free);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("nobody listens at");
        assertThatThrownBy(() -> runAt("localhost")).isInstanceOf(WrongUseException.class);
    }

    private void run(String... options) throws Exception {
        runAt(service.address(), options);
    }

    private void runAt(String address, String... options) throws Exception {
        printed.reset();
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        Subparser command = parser.addSubparsers().addParser("publish");
        PublishCommand publish = new PublishCommand(exit, out);
        publish.configure(command);
        String[] arguments = new String[options.length + 4];
        arguments[0] = "publish";
        arguments[1] = service.rules().toString();
        arguments[2] = "--to";
        arguments[3] = address;
        System.arraycopy(options, 0, arguments, 4, options.length);
        publish.run(null, parser.parseArgs(arguments));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
