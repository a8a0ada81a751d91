package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(text()).contains("left out: old.xyz").contains("cases passed: these rules would do");
        run("--message", "split & merge", "--by", "mai");
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("published, version").contains("isn't active");
        assertThat(service.api().get("/api/rulesets").text()).contains("split & merge", "\"by\":\"mai\"");
        assertThat(service.ruleSetVersion()).isEqualTo(seed);
        run("--activate");
        assertThat(text()).contains("nothing new, version").contains("is active");
        assertThat(service.ruleSetVersion()).isNotEqualTo(seed);

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
