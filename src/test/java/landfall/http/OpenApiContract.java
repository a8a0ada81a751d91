package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The API's description (OpenAPI 3.1) as a judge of answers: an answer that it doesn't declare fails the test. */
public final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** By the description's text: most services of the tests have the same. */
    private static final Map<String, OpenApiContract> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode description;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApiContract(String description) {
        try {
            this.description = JSON.readTree(description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OpenApiContract of(byte[] description) {
        return KNOWN.computeIfAbsent(new String(description, StandardCharsets.UTF_8), OpenApiContract::new);
    }

    public JsonNode description() {
        return description;
    }

    /**
     * Fails unless the operation declares the status, with this media type, and the body fits its schema.
     *
     * @param path as called, with or without a query
     */
    public void validate(String method, String path, int status, String contentType, byte[] body) {
        String call = method + " " + path + " " + status;
        JsonNode operation = operation(method, path);
        JsonNode response = operation.path("responses").path(String.valueOf(status));
        assertThat(response.isMissingNode()).as(call + " is declared").isFalse();
        JsonNode content = response.path("content");
        if (content.isMissingNode() && body.length == 0) {
            return;
        }
        String mediaType = contentType.replaceAll(";.*", "").strip();
        JsonNode schema = content.path(mediaType).path("schema");
        assertThat(schema.isMissingNode())
                .as(call + " declares " + mediaType + " with a schema")
                .isFalse();
        boolean noLines = mediaType.endsWith("ndjson") && body.length == 0;
        if (mediaType.endsWith("json") && !noLines) {
            assertThat(faults(schema, body)).as(call).isEmpty();
        }
    }

    private Set<ValidationMessage> faults(JsonNode schema, byte[] body) {
        try {
            return schemas.computeIfAbsent(schema.toString(), text -> compiled(schema))
                    .validate(JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode self = schema.deepCopy();
        self.set("components", description.path("components"));
        return SCHEMAS.getSchema(self);
    }

    private JsonNode operation(String method, String path) {
        String plain = path.replaceAll("\\?.*", "");
        Iterable<String> templates = () -> description.path("paths").fieldNames();
        return StreamSupport.stream(templates.spliterator(), false)
                .filter(template ->
                        Pattern.matches(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"), plain))
                .min(Comparator.comparing((String template) -> template.contains("{")))
                .map(template -> description.path("paths").path(template).path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .orElseThrow(() -> new AssertionError(method + " " + plain + " is not in the description"));
    }
}
