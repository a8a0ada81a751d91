package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.core.cli.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import landfall.staff.Running;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that call a service which has keys, and where two people have to agree. */
class CommandKeyTest {

    @TempDir
    private static Path folder;

    private static Running service;
    private static String admin;
    private static String editor;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        service.restartWith("approval.required", "true");
        admin = key("carol", "admin", "");
        editor = key("eve", "edit", admin);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String key(String name, String role, String by) {
        String body = "{\"name\": \"%s\", \"kind\": \"person\", \"roles\": [\"%s\"]}".formatted(name, role);
        String[] headers = by.isEmpty() ? new String[0] : new String[] {"X-Api-Key", by};
        return service.api().post("/api/keys", body, headers).json().path("key").asText();
    }

    @Test
    void rulesArePublishedUnderTheNameOfTheKey() throws Exception {
        service.edit("rotations.drl", "// Whose turn", "// With a key: whose turn");
        run(new PublishCommand(exit, out), "publish", service.rules().toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("refused: ");

        printed.reset();
        run(new PublishCommand(exit, out), "publish", service.rules().toString(), "--key", editor);
        assertThat(text()).contains("waits for approval");
        assertThat(exit.code()).isZero();
        assertThat(service.api().get("/api/rulesets", "X-Api-Key", admin).text())
                .contains("\"by\":\"eve\"");

        run(new PublishCommand(exit, out), "publish", service.rules().toString(), "--key", editor, "--by", "bob");
        assertThat(text()).contains("refused: ").contains("The key is eve's");
        assertThat(exit.code()).isEqualTo(1);
    }

    @Test
    void aRosterWaitsUnderTheNameOfTheKey() throws Exception {
        service.edit("roster/reps.csv", "Jens Brandt", "Jens Adler");
        String roster = service.rules().resolve("roster").toString();
        run(new RosterCommand(exit, out), "roster", "publish", roster, "--key", editor);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("refused: ");

        printed.reset();
        run(new RosterCommand(exit, out), "roster", "publish", roster, "--key", " " + admin + "\n");
        assertThat(text()).contains("waits for approval; version ").contains(" stays active");
        assertThat(exit.code()).isZero();
        assertThat(service.api()
                        .get("/api/roster/versions", "X-Api-Key", admin)
                        .json()
                        .at("/versions/0/by")
                        .asText())
                .isEqualTo("carol");
    }

    @Test
    void wrongUseOfTheBookIsToldInASentence() throws Exception {
        String accounts = folder.resolve("nowhere.csv").toString();
        assertThatThrownBy(() -> run(new BookCommand(exit, out), "book", "import", accounts))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("cannot read ");
        assertThatThrownBy(() -> run(new BookCommand(exit, out), "book", "import", folder.toString()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("cannot read ");
        String output = folder.resolve("nowhere/book.csv").toString();
        assertThatThrownBy(() -> run(new BookCommand(exit, out), "book", "export", "--output", output))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("--output: cannot write");
        Path book = folder.resolve("book.csv");
        assertThatThrownBy(() ->
                        run(new BookCommand(exit, out), "book", "export", "--output", book.toString(), "--key", "キー"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("--key");
        run(new BookCommand(exit, out), "book", "export", "--output", book.toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("refused: ");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("book.csv"));
        assertThat(Files.exists(book)).isFalse();
    }

    @Test
    void anAnswerThatIsNoneIsToldInASentence() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0)) {
            Thread closing = new Thread(() -> {
                try (Socket call = deaf.accept()) {
                    call.getInputStream().readNBytes(10);
                } catch (IOException gone) {
                    // the command tells
                }
            });
            closing.start();
            String to = "http://127.0.0.1:" + deaf.getLocalPort();
            runAt(to, new PublishCommand(exit, out), "publish", service.rules().toString());
            closing.join();
        }
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("no whole answer came from http://127.0.0.1:");
    }

    private void run(Command command, String... arguments) throws Exception {
        runAt(service.address(), command, arguments);
    }

    private static void runAt(String address, Command command, String... arguments) throws Exception {
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        command.configure(parser.addSubparsers().addParser(command.getName()));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--to";
        all[arguments.length + 1] = address;
        command.run(null, parser.parseArgs(all));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
