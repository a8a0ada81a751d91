package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The description says what the service does: each status, with the schema of its answer. */
@ExtendWith(DropwizardExtensionsSupport.class)
class ContractTest {

    static final DropwizardAppExtension<LandfallConfiguration> SERVICE =
            new DropwizardAppExtension<>(FrameApplication.class, RandomPorts.configuration());

    private final Api api = new Api(SERVICE.getLocalPort());

    @AfterEach
    void nothingMissing() {
        FrameApplication.MISSING.set(Optional.empty());
    }

    @Test
    void answersFitTheirSchemas() {
        assertThat(api.get("/api/health/live").json().path("status").asText()).isEqualTo("alive");
        assertThat(api.get("/api/health/ready").status()).isEqualTo(200);
        assertThat(api.get("/api/errors").json()).hasSize(ErrorCode.values().length);
        assertThat(api.get("/api/openapi-3.0.json").json().path("openapi").asText())
                .startsWith("3.0");
        assertThat(api.get("/api/probe?limit=3").status()).isEqualTo(200);
        assertThat(api.get("/api/probe?limit=x").status()).isEqualTo(400);
        assertThat(api.get("/api/probe/busy").status()).isEqualTo(503);
        assertThat(api.get("/api/probe/defect").status()).isEqualTo(500);
        assertThat(api.post("/api/probe/typed", "{\"name\": \"a\", \"employees\": 3}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/api/probe/typed", "{").status()).isEqualTo(400);
        assertThat(api.post("/api/probe/reused", "{}").status()).isEqualTo(422);
        assertThat(api.post("/api/probe/later", "{\"name\": \"a\", \"employees\": 3}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void namesWhatIsMissingUntilItIsReady() {
        FrameApplication.MISSING.set(Optional.of("No rule set is active."));

        Api.Answer answer = api.get("/api/health/ready");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("code").asText()).isEqualTo("not-ready");
        assertThat(answer.json().path("issues").findValuesAsText("code")).containsExactly("rules");
        assertThat(answer.json().path("issues").findValuesAsText("message")).containsExactly("No rule set is active.");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(api.get("/api/health/live").status()).isEqualTo(200);
        RawHttp.Reply admin = RawHttp.send(SERVICE.getAdminPort(), "GET /healthcheck HTTP/1.1\nHost: localhost");
        assertThat(admin.status()).isEqualTo(500);
        assertThat(admin.body()).contains("rules: No rule set is active.");
        assertThat(RawHttp.send(SERVICE.getAdminPort(), "GET /ping HTTP/1.1\nHost: localhost")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void declaresEveryStatusOfEveryOperationWithASchema() {
        JsonNode paths = api.contract().description().path("paths");
        assertThat(paths).isNotEmpty();
        paths.forEach(path -> path.forEach(operation -> {
            assertThat(operation.path("operationId").asText()).isNotEmpty();
            JsonNode responses = operation.path("responses");
            assertThat(responses.has("default")).isFalse();
            assertThat(responses.fieldNames()).toIterable().contains("200", "400", "403", "421", "500", "503");
            if (operation.has("requestBody")) {
                assertThat(responses.fieldNames()).toIterable().contains("413", "415");
            }
            responses.forEach(response -> assertThat(response.path("content").elements())
                    .toIterable()
                    .as(operation.path("operationId").asText())
                    .isNotEmpty()
                    .allMatch(content -> content.has("schema")));
        }));
    }

    @Test
    void requiresWhatIsAlwaysThere() {
        JsonNode schemas = api.contract().description().path("components").path("schemas");

        assertThat(schemas.path("ProblemIssue").path("required"))
                .extracting(JsonNode::asText)
                .containsExactly("code", "message");
        assertThat(schemas.path("Problem").path("required")).hasSize(7);
        assertThat(schemas.path("Problem")
                        .path("properties")
                        .path("title")
                        .path("type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void refusesAnAnswerThatIsNotDeclared() {
        OpenApiContract contract = api.contract();
        byte[] alive = "{\"status\": \"alive\"}".getBytes(StandardCharsets.UTF_8);
        contract.validate("GET", "/api/health/live", 200, "application/json;charset=utf-8", alive);

        assertThatThrownBy(() -> contract.validate("GET", "/api/health/live", 204, "application/json", alive))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.validate("GET", "/api/health/live", 200, "text/plain", alive))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.validate(
                        "GET", "/api/health/live", 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.validate(
                        "GET",
                        "/api/health/live",
                        200,
                        "application/json",
                        "{\"status\": 3}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.validate("PUT", "/api/health/live", 200, "application/json", alive))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void writesNumbersAndInstantsAsPeopleReadThem() {
        Api.Answer answer = api.post(
                "/api/probe/typed",
                "{\"name\": \"a\", \"employees\": 3, \"money\": 1.20e7, \"at\": \"2026-11-24T05:10:22.113+01:00\"}");

        assertThat(answer.text()).contains("\"money\":12000000").contains("\"at\":\"2026-11-24T04:10:22.113Z\"");
        assertThat(api.post("/api/probe/free", "{\"a\": 0.10, \"b\": 12345678901234567890.5}")
                        .text())
                .isEqualTo("{\"a\":0.10,\"b\":12345678901234567890.5}");
    }

    @Test
    void explainsEachErrorAtItsType() throws Exception {
        JsonNode problem = api.get("/api/probe/busy").json();
        JsonNode help = api.get(problem.path("type").asText()).json();

        assertThat(help).isEqualTo(new ObjectMapper().valueToTree(ErrorHelp.of(ErrorCode.BUSY)));
    }
}
