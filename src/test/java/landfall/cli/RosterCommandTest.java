package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import landfall.staff.Running;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code roster publish} against a running service. */
class RosterCommandTest {

    @TempDir
    private static Path folder;

    private static Running service;
    private static Path roster;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        roster = service.rules().resolve("roster");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void publishesTellsWhatChangedAndWhatNot() throws Exception {
        service.edit("roster/reps.csv", "Jens Brandt", "Jens Adler");
        Files.writeString(roster.resolve("notes.md"), "for people");
        Files.writeString(roster.resolve("old.xyz"), "for nobody");

        run(roster.toString(), "--to", service.address(), "--check");
        assertThat(exit.code()).isZero();
        assertThat(text())
                .contains("left out: roster/old.xyz")
                .contains("rep brandt: changed (name: Jens Brandt → Jens Adler)\n")
                .contains("1 change, 0 warnings: this roster would do");
        printed.reset();
        run(roster.toString(), "--to", service.address() + "/", "--message", "married & moved", "--by", "mai");
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("is active, before it was");
        assertThat(service.api().get("/api/roster").text()).contains("married & moved", "\"by\":\"mai\"");
        printed.reset();
        run(roster.toString(), "--to", service.address());
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("nothing has changed");

        printed.reset();
        service.edit("roster/reps.csv", "sato,佐藤 健", "satou,佐藤 健");
        run(roster.toString(), "--to", service.address());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text())
                .contains("roster/reps.csv:")
                .contains("error[unknown-rep]: the roster has no rep \"sato\"")
                .contains("    ^")
                .contains("rotations.drl:")
                .contains("rule \"Japan enterprise: by turns\"")
                .contains("refused: Nothing has changed");
    }

    @Test
    void saysWhoDoesntAnswer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        run(roster.toString(), "--to", "http://127.0.0.1:" + free);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("nobody listens at http://127.0.0.1:" + free);
    }

    @Test
    void wrongUseIsToldInASentence() {
        assertThatThrownBy(() -> run(folder.resolve("nowhere").toString(), "--to", service.address()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> run(service.rules().toString(), "--to", service.address()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("has no reps.csv; did you mean " + roster);
        assertThatThrownBy(() -> run(roster.toString(), "--to", "localhost:8080"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("--to takes an address");
    }

    private void run(String... arguments) throws Exception {
        RosterCommand command = new RosterCommand(exit, out);
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        Subparser subparser = parser.addSubparsers().addParser(command.getName());
        command.configure(subparser);
        String[] all = Stream.concat(Stream.of("roster", "publish"), Stream.of(arguments))
                .toArray(String[]::new);
        command.run(null, parser.parseArgs(all));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
