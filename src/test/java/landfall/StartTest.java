package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import landfall.http.ProblemIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when the service starts, or doesn't. */
class StartTest {

    @TempDir
    private Path folder;

    @Test
    void refusesToListenToOtherMachines() throws IOException {
        assertThat(start("server: {adminConnectors: [{type: http, bindHost: 0.0.0.0, port: 0}]}"))
                .isEqualTo("Landfall can't start: No keys are configured, so the service listens to this machine only."
                        + " In config.yml, under server:\n"
                        + "  adminConnectors[0] binds to 0.0.0.0: set bindHost: 127.0.0.1.\n");
    }

    @Test
    void tellsAWrongSettingWithoutAStackTrace() throws IOException {
        assertThat(start("zoen: UTC"))
                .startsWith("Landfall can't start: ")
                .contains("Did you mean?", "- zone")
                .doesNotContain("\tat ");
    }

    @Test
    void welcomesWithItsAddressAndTheNextStep() {
        assertThat(Welcome.text("http://127.0.0.1:8080", "http://127.0.0.1:8081", List.of()))
                .contains("Landfall listens at http://127.0.0.1:8080", "curl -s http://127.0.0.1:8080/api/assignments");
        assertThat(Welcome.text(
                        "http://127.0.0.1:8080",
                        "http://127.0.0.1:8081",
                        List.of(new ProblemIssue("rules", null, "No rule set is active.", null))))
                .contains("It can't assign yet:\n  rules: No rule set is active.")
                .doesNotContain("curl");
    }

    private String start(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yml"), configuration);
        LandfallApplication application = new LandfallApplication();
        Bootstrap<LandfallConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(errors, true, StandardCharsets.UTF_8);
        Optional<Throwable> thrown =
                new Cli(new JarLocation(StartTest.class), bootstrap, out, out).run("server", file.toString());
        assertThat(thrown).isPresent();
        return errors.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
