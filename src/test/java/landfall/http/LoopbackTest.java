package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.util.List;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While no keys are configured, nobody beyond this machine gets in, on either port. */
@ExtendWith(DropwizardExtensionsSupport.class)
class LoopbackTest {

    static final DropwizardAppExtension<LandfallConfiguration> SERVICE =
            new DropwizardAppExtension<>(FrameApplication.class, RandomPorts.configuration());

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "localhost:8080", "127.0.0.1:1", "[::1]:8080"})
    void answersToItsOwnNames(String host) {
        assertThat(onBothPorts("Host: " + host)).containsExactly(200, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evil.example@localhost",
                "127.0.0.1.nip.io",
                "localhost.",
                "0.0.0.0",
                "127.0.0.2",
                "10.0.0.5",
                "[::]",
                "[::ffff:10.0.0.5]",
                "xn--localhost-",
                "localhost:80:80",
                "localhost:evil"
            })
    void refusesAnyOtherName(String host) {
        assertThat(onBothPorts("Host: " + host)).allMatch(status -> status == 421 || status == 400);
    }

    @Test
    void saysSoWithACode() {
        RawHttp.Reply reply = RawHttp.send(SERVICE.getLocalPort(), "GET /api/health/live HTTP/1.1\nHost: evil.example");

        assertThat(reply.status()).isEqualTo(421);
        assertThat(reply.body()).contains("\"misdirected-host\"").doesNotContain("evil.example");
    }

    @Test
    void takesTheNameFromTheRequestLineToo() {
        for (int port : ports()) {
            assertThat(RawHttp.send(port, "GET http://evil.example/ping HTTP/1.1\nHost: localhost")
                            .status())
                    .isIn(400, 421);
            assertThat(RawHttp.send(port, "GET http://localhost/ping HTTP/1.1\nHost: evil.example")
                            .status())
                    .isIn(400, 421);
            assertThat(RawHttp.send(port, "GET /ping HTTP/1.1\nHost: localhost\nHost: evil.example")
                            .status())
                    .isEqualTo(400);
            assertThat(RawHttp.send(port, "GET /ping HTTP/1.0").status()).isIn(400, 421);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Origin: http://evil.example
            Origin: null
            Origin: http://localhost:3000
            Origin: http://localhost.evil.example
            Origin: https://localhost
            Sec-Fetch-Site: cross-site
            Sec-Fetch-Site: same-site
            Sec-Fetch-Site: anything-new
            """)
    void refusesWhatABrowserSendsForAnotherSite(String header) {
        assertThat(onBothPorts("Host: localhost\n" + header)).containsExactly(403, 403);
        assertThat(RawHttp.send(SERVICE.getLocalPort(), "GET /api/health/live HTTP/1.1\nHost: localhost\n" + header)
                        .body())
                .contains("\"cross-site-request\"");
        assertThat(RawHttp.send(SERVICE.getAdminPort(), "POST /tasks/gc HTTP/1.1\nHost: localhost\n" + header)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void neverAllowsAnotherSiteToRead() {
        RawHttp.Reply preflight = RawHttp.send(
                SERVICE.getLocalPort(),
                "OPTIONS /api/probe/free HTTP/1.1\nHost: localhost\nOrigin: http://evil.example\nAccess-Control-Request-Method: POST");

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void servesItsOwnPages() {
        assertThat(onBothPorts("Host: localhost:8080\nOrigin: http://localhost:8080\nSec-Fetch-Site: same-origin"))
                .containsExactly(200, 200);
        assertThat(onBothPorts("Host: localhost\nSec-Fetch-Site: none")).containsExactly(200, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=10.0.0.5",
                "X-Forwarded-For: 10.0.0.5",
                "x-forwarded-host: localhost",
                "X-Forwarded-Proto: https",
                "Via: 1.1 proxy",
                "X-Real-IP: 10.0.0.5"
            })
    void refusesForwardedRequests(String header) {
        assertThat(onBothPorts("Host: localhost\n" + header)).containsExactly(403, 403);
        assertThat(RawHttp.send(SERVICE.getLocalPort(), "GET /api/health/live HTTP/1.1\nHost: localhost\n" + header)
                        .body())
                .contains("\"forwarded-request\"");
    }

    @Test
    void startsOnLoopbackOnly() {
        refusesToStart("0.0.0.0", "applicationConnectors[0] binds to 0.0.0.0");
        refusesToStart("::", "applicationConnectors[0] binds to ::");
        refusesToStart("10.1.2.3", "applicationConnectors[0] binds to 10.1.2.3");
        refusesToStart("no.such.host.invalid", "binds to no.such.host.invalid");
        refusesToStart(null, "applicationConnectors[0] has no bindHost");
        for (String loopback : List.of("127.0.0.1", "localhost", "::1", "127.8.9.1")) {
            LandfallConfiguration configuration = RandomPorts.configuration();
            application(configuration).setBindHost(loopback);
            LoopbackOnly.require(configuration.server());
        }
    }

    @Test
    void namesEveryConnectorThatListensElsewhere() {
        LandfallConfiguration configuration = RandomPorts.configuration();
        application(configuration).setUseForwardedHeaders(true);
        ((HttpConnectorFactory) configuration.server().getAdminConnectors().get(0)).setBindHost("0.0.0.0");

        assertThatThrownBy(() -> LoopbackOnly.require(configuration.server()))
                .hasMessageContaining("applicationConnectors[0] believes what a proxy says")
                .hasMessageContaining("adminConnectors[0] binds to 0.0.0.0: set bindHost: 127.0.0.1.");
    }

    private static void refusesToStart(String bindHost, String message) {
        LandfallConfiguration configuration = RandomPorts.configuration();
        application(configuration).setBindHost(bindHost);
        assertThatThrownBy(() -> LoopbackOnly.require(configuration.server())).hasMessageContaining(message);
    }

    private static HttpConnectorFactory application(LandfallConfiguration configuration) {
        return (HttpConnectorFactory)
                configuration.server().getApplicationConnectors().get(0);
    }

    private static List<Integer> onBothPorts(String headers) {
        return List.of(
                RawHttp.send(SERVICE.getLocalPort(), "GET /api/health/live HTTP/1.1\n" + headers)
                        .status(),
                RawHttp.send(SERVICE.getAdminPort(), "GET /ping HTTP/1.1\n" + headers)
                        .status());
    }

    private static List<Integer> ports() {
        return List.of(SERVICE.getLocalPort(), SERVICE.getAdminPort());
    }
}
