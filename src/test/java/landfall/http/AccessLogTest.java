package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.DropwizardTestSupport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.Test;

/** What the logs say of a call: enough to find it again, and nothing of what it was about. */
class AccessLogTest {

    @Test
    void keepsNeitherQueriesNorBodiesNorHeaders() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            DropwizardTestSupport<LandfallConfiguration> service =
                    new DropwizardTestSupport<>(FrameApplication.class, RandomPorts.configuration());
            service.before();
            RawHttp.send(
                    service.getLocalPort(),
                    "POST /api/probe/typed?email=querysecret@example.com HTTP/1.1\nHost: localhost\nX-Request-Id: call-7\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\ntracestate: vendor=statesecret\n"
                            + "Content-Type: application/json\nUser-Agent: agentsecret\nReferer: http://localhost/?referersecret\nCookie: cookiesecret",
                    "{\"name\": \"bodysecret\", \"employees\": \"valuesecret\", \"keysecret\": 1}"
                            .getBytes(StandardCharsets.UTF_8));
            RawHttp.send(service.getLocalPort(), "GET /api/probe?at=querysecret HTTP/1.1\nHost: localhost");
            service.after(); // the log is written by then
        } finally {
            System.setOut(console);
        }

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains(
                        "POST /api/probe/typed 400",
                        "call-7 4bf92f3577b34da6a3ce929d0e0e4736",
                        "GET /api/probe 400",
                        "invalid-parameter")
                .doesNotContain("secret");
    }
}
