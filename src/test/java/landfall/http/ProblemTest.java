package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a call can fail is answered as problem+json, with a code, and without a word of our insides. */
@ExtendWith(DropwizardExtensionsSupport.class)
class ProblemTest {

    static final DropwizardAppExtension<LandfallConfiguration> SERVICE =
            new DropwizardAppExtension<>(FrameApplication.class, RandomPorts.configuration());

    private static final String POST = "POST /api/probe/%s HTTP/1.1\nHost: localhost\nContent-Type: application/json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"name": "a",}                               | 400 | malformed-json
            {"name": "a"                                 | 400 | malformed-json
            {"name": "a", "employees": 1} {}             | 400 | malformed-json
            {"name": "a", "employees": 1} nonsense       | 400 | malformed-json
            {'name': "a"}                                | 400 | malformed-json
            NaN                                          | 400 | malformed-json
            {"name": "a", "employees": 1, "name": "b"}   | 400 | duplicate-key
            {"name": "a", "employees": 1, "nam": "b"}    | 400 | unknown-property
            {"name": "a", "employees": "many"}           | 400 | invalid-value
            {"name": "a", "employees": "7"}              | 400 | invalid-value
            {"name": "a", "employees": null}             | 400 | invalid-value
            {"name": "a", "employees": 99999999999}      | 400 | invalid-value
            {"name": "a", "employees": 1, "size": "XL"}  | 400 | invalid-value
            {"name": "a", "employees": 1, "at": "today"} | 400 | invalid-value
            {"name": 7, "employees": 1}                  | 400 | invalid-value
            {"name": ["a"], "employees": 1}              | 400 | invalid-value
            []                                           | 400 | invalid-value
            "text"                                       | 400 | invalid-value
            null                                         | 400 | empty-body
            """)
    void refusesABodyThatItCantRead(String body, int status, String code) {
        Reply reply = post("typed", body);

        assertThat(reply.problem.path("code").asText()).isEqualTo(code);
        assertThat(reply.raw.status()).isEqualTo(status);
        assertThat(reply.raw.header("content-type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(reply.raw.body()).doesNotContain("landfall", "com.fasterxml", "java.", "Exception");
    }

    @Test
    void namesLineAndColumnOfMalformedJson() {
        JsonNode problem = post("typed", "{\n  \"name\": \"a\",\n  employees: 3\n}").problem;

        assertThat(problem.path("issues").path(0).path("place").asText()).startsWith("line 3, column ");
        assertThat(problem.path("detail").asText()).contains("line 3");
    }

    @Test
    void takesAnUnknownPropertyForATypo() {
        JsonNode issue = post("typed", "{\"name\": \"a\", \"employees\": 3, \"siez\": \"SMALL\"}")
                .problem
                .path("issues")
                .path(0);

        assertThat(issue.path("place").asText()).isEqualTo("/siez");
        assertThat(issue.path("hint").asText()).contains("size");
    }

    @Test
    void namesTheFieldOfAWrongType() {
        JsonNode issue = post(
                        "typed", "{\"name\": \"a\", \"employees\": 3, \"parts\": [{\"id\": \"x\", \"count\": true}]}")
                .problem
                .path("issues")
                .path(0);

        assertThat(issue.path("place").asText()).isEqualTo("/parts/0/count");
        assertThat(issue.path("message").asText()).isEqualTo("This value must be a number.");
    }

    @Test
    void namesEveryBrokenConstraintAtOnce() {
        JsonNode problem = post(
                        "typed", "{\"name\": \" \", \"employees\": -3, \"parts\": [{\"id\": null, \"count\": 11}]}")
                .problem;

        assertThat(problem.path("issues").findValuesAsText("place"))
                .containsExactly("/employees", "/name", "/parts/0/count", "/parts/0/id");
        assertThat(problem.path("code").asText()).isEqualTo("invalid-value");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
    }

    @Test
    void asksForABody() {
        assertThat(RawHttp.send(SERVICE.getLocalPort(), POST.formatted("typed") + "\nContent-Length: 0")
                        .body())
                .contains("\"empty-body\"");
    }

    @Test
    void endsDepthAndLengths() {
        assertThat(post("free", "{\"a\":".repeat(40) + "1" + "}".repeat(40)).code())
                .isEqualTo("json-limit");
        assertThat(post("free", "{\"a\":" + "[".repeat(50_000)).code()).isEqualTo("json-limit");
        assertThat(post("free", "{\"a\": \"" + "x".repeat(70_000) + "\"}").code())
                .isEqualTo("json-limit");
        assertThat(post("free", "{\"" + "n".repeat(300) + "\": 1}").code()).isEqualTo("json-limit");
        assertThat(post("free", "{\"a\": " + "9".repeat(200) + "}").code()).isEqualTo("json-limit");
    }

    @Test
    void endsABodyWhetherItsLengthIsDeclaredOrNot() {
        byte[] large = ("{\"a\": \"" + "x".repeat(60_000) + "\", \"b\":\"" + "x".repeat(60_000) + "\", \"c\": ["
                        + "1,".repeat(100_000) + "1]}")
                .getBytes(StandardCharsets.UTF_8);
        Reply declared = new Reply(RawHttp.send(SERVICE.getLocalPort(), POST.formatted("free"), large));
        assertThat(declared.code()).isEqualTo("body-too-large");
        assertThat(declared.raw.status()).isEqualTo(413);

        String chunk = Integer.toHexString(large.length) + "\n" + new String(large, StandardCharsets.UTF_8) + "\n0";
        Reply chunked = new Reply(RawHttp.send(
                SERVICE.getLocalPort(),
                POST.formatted("free") + "\nTransfer-Encoding: chunked\nConnection: close\n\n" + chunk));
        assertThat(chunked.code()).isEqualTo("body-too-large");
    }

    @Test
    void endsABodyAfterInflation() throws IOException {
        byte[] bomb = gzip(("{\"a\": [" + "1,".repeat(5_000_000) + "1]}").getBytes(StandardCharsets.UTF_8));
        assertThat(bomb).hasSizeLessThan(20_000);

        Reply reply = new Reply(
                RawHttp.send(SERVICE.getLocalPort(), POST.formatted("free") + "\nContent-Encoding: gzip", bomb));

        assertThat(reply.code()).isEqualTo("body-too-large");
        assertThat(reply.raw.status()).isEqualTo(413);
    }

    @Test
    void readsGzip() throws IOException {
        byte[] body = gzip("{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        RawHttp.Reply reply =
                RawHttp.send(SERVICE.getLocalPort(), POST.formatted("free") + "\nContent-Encoding: gzip", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesDamagedAndForeignEncodings() throws IOException {
        byte[] plain = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
        byte[] zipped = gzip(plain);
        byte[] cut = java.util.Arrays.copyOf(zipped, zipped.length - 12);
        int port = SERVICE.getLocalPort();

        assertThat(new Reply(RawHttp.send(port, POST.formatted("free") + "\nContent-Encoding: gzip", plain)).code())
                .isEqualTo("malformed-encoding");
        assertThat(new Reply(RawHttp.send(port, POST.formatted("free") + "\nContent-Encoding: gzip", cut)).raw.status())
                .isEqualTo(400);
        Reply foreign = new Reply(RawHttp.send(port, POST.formatted("free") + "\nContent-Encoding: br", plain));
        assertThat(foreign.code()).isEqualTo("unsupported-encoding");
        assertThat(foreign.raw.status()).isEqualTo(415);
        assertThat(foreign.raw.header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(new Reply(RawHttp.send(
                                port, POST.formatted("free") + "\nContent-Encoding: gzip, gzip", gzip(zipped)))
                        .raw.status())
                .isIn(400, 415);
    }

    @Test
    void answersWhatTheFrameworkRefuses() {
        expect("GET /nowhere HTTP/1.1\nHost: localhost", 404, "not-found");
        expect("GET /api/errors/no-such-code HTTP/1.1\nHost: localhost", 404, "not-found");
        Reply method = expect("DELETE /api/probe/typed HTTP/1.1\nHost: localhost", 405, "method-not-allowed");
        assertThat(method.raw.header("Allow")).contains("POST");
        expect("TRACE / HTTP/1.1\nHost: localhost", 405, "method-not-allowed");
        expect("GET /api/health/live HTTP/1.1\nHost: localhost\nAccept: text/csv", 406, "not-acceptable");
        Reply type = expect(
                "POST /api/probe/free HTTP/1.1\nHost: localhost\nContent-Type: text/plain\nContent-Length: 0",
                415,
                "unsupported-media-type");
        assertThat(type.problem.path("detail").asText()).isEqualTo("This call takes application/json.");
        assertThat(type.raw.header("Accept")).isEqualTo("application/json");
        expect("GET / HTTP/1.1", 400, "bad-request");
        expect("GET /%2e%2e/etc/passwd HTTP/1.1\nHost: localhost", 400, "bad-request");
        expect("GET /" + "x".repeat(9_000) + " HTTP/1.1\nHost: localhost", 414, "uri-too-long");
        expect("GET / HTTP/1.1\nHost: localhost\nX-Large: " + "x".repeat(9_000), 431, "headers-too-large");
        expect("GET /api/probe?at=yesterday HTTP/1.1\nHost: localhost", 400, "invalid-parameter");
        Reply constraint = expect("GET /api/probe?limit=101 HTTP/1.1\nHost: localhost", 400, "invalid-value");
        assertThat(constraint.problem.path("issues").path(0).path("place").asText())
                .isEqualTo("query limit");
    }

    @Test
    void refusesEverybodyWhereNothingIsSaidOfRoles() {
        Reply silent = expect("GET /api/probe/silent HTTP/1.1\nHost: localhost", 403, "role-missing");
        assertThat(silent.problem.path("detail").asText()).isEqualTo("No role may make this call.");
    }

    @Test
    void tellsNothingOfADefectButItsId() {
        for (String path : new String[] {"defect", "unwritable"}) {
            Reply defect = expect("GET /api/probe/" + path + " HTTP/1.1\nHost: localhost", 500, "internal-error");
            String errorId = defect.problem.path("errorId").asText();
            assertThat(errorId).hasSize(26);
            // The id may have any digits.
            assertThat(defect.raw.body().replace(errorId, "")).doesNotContain("secret", "42", "Illegal", "landfall");
        }
    }

    @Test
    void asksToComeBackLater() {
        Reply busy = expect("GET /api/probe/busy HTTP/1.1\nHost: localhost", 503, "busy");
        assertThat(busy.raw.header("Retry-After")).isEqualTo("3");
    }

    @Test
    void answersAFailureOfAnotherThread() {
        assertThat(post("reused", "{}").raw.status()).isEqualTo(422);
    }

    @Test
    void keepsAPlainRequestIdAndReplacesAnyOther() {
        String live = "GET /api/health/live HTTP/1.1\nHost: localhost";
        assertThat(RawHttp.send(SERVICE.getLocalPort(), live + "\nX-Request-Id: campaign-7:42")
                        .header("X-Request-Id"))
                .isEqualTo("campaign-7:42");
        assertThat(RawHttp.send(SERVICE.getLocalPort(), live + "\nX-Request-Id: <script>")
                        .header("X-Request-Id"))
                .matches("[0-9A-Z]{26}");
        assertThat(RawHttp.send(SERVICE.getLocalPort(), live).header("X-Request-Id"))
                .matches("[0-9A-Z]{26}");
    }

    @Test
    void tellsBrowsersToBeCareful() {
        for (String path : new String[] {"/api/health/live", "/nowhere"}) {
            RawHttp.Reply reply = RawHttp.send(SERVICE.getLocalPort(), "GET " + path + " HTTP/1.1\nHost: localhost");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
        }
    }

    private static Reply post(String path, String body) {
        return new Reply(
                RawHttp.send(SERVICE.getLocalPort(), POST.formatted(path), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Reply expect(String request, int status, String code) {
        Reply reply = new Reply(RawHttp.send(SERVICE.getLocalPort(), request));
        assertThat(reply.raw.status())
                .as(request.lines().findFirst().orElse(""))
                .isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.raw.header("content-type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(reply.problem.path("status").asInt()).isEqualTo(status);
        assertThat(reply.problem.path("type").asText()).isEqualTo("/api/errors/" + code);
        return reply;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private record Reply(RawHttp.Reply raw, JsonNode problem) {
        Reply(RawHttp.Reply raw) {
            this(raw, read(raw));
        }

        private static JsonNode read(RawHttp.Reply raw) {
            try {
                return new com.fasterxml.jackson.databind.ObjectMapper().readTree(raw.body());
            } catch (IOException e) {
                throw new AssertionError(raw.body(), e);
            }
        }

        String code() {
            return problem.path("code").asText();
        }
    }
}
