package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import landfall.LandfallService;
import landfall.http.Role;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of the API's description, without a key and with each role alone: as the table of docs/access.md has it. */
class RolesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^`]*)` \\| ([a-z, ]+) \\|$");
    private static final Set<String> OPEN = Set.of("open");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static final Map<Role, String> KEYS = new TreeMap<>();
    private static LandfallService service;
    private static JsonNode paths;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"));
        paths = service.api().contract().description().path("paths");
        String admin = make("the admin", "system", Role.ADMIN, "");
        KEYS.put(Role.ADMIN, admin);
        for (Role role : Role.values()) {
            if (role != Role.ADMIN) {
                KEYS.put(role, make(role.word() + " alone", role == Role.APPROVE ? "person" : "system", role, admin));
            }
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String make(String name, String kind, Role role, String admin) {
        String body = "{\"name\": \"" + name + "\", \"kind\": \"" + kind + "\", \"roles\": [\"" + role.word() + "\"]}";
        String[] headers = admin.isEmpty() ? new String[0] : new String[] {"X-Api-Key", admin};
        return service.api().post("/api/keys", body, headers).json().path("key").asText();
    }

    @Test
    void eachCallTakesTheRolesOfTheTable() throws Exception {
        Map<String, Set<String>> table = table();
        Map<String, JsonNode> operations = operations();
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(operations.keySet());
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, JsonNode> operation : operations.entrySet()) {
            Set<String> allowed = table.get(operation.getKey());
            String without = outcome(operation, "");
            all.assertThat(without)
                    .as(operation.getKey() + " without a key")
                    .isEqualTo(allowed.equals(OPEN) ? "in" : "api-key-missing");
            for (Role role : Role.values()) {
                boolean in = allowed.equals(OPEN) || allowed.contains("every key") || allowed.contains(role.word());
                all.assertThat(outcome(operation, KEYS.get(role)))
                        .as(operation.getKey() + " with " + role.word())
                        .isEqualTo(in ? "in" : "role-missing");
            }
        }
        all.assertAll();
    }

    @Test
    void theDescriptionNamesThemToo() throws Exception {
        Map<String, Set<String>> table = table();
        operations().forEach((call, operation) -> {
            Set<String> allowed = table.get(call);
            assertThat(operation.path("security")).as(call).hasSize(allowed.equals(OPEN) ? 0 : 2);
            Set<String> described = new TreeSet<>();
            operation.path("x-roles").forEach(role -> described.add(role.asText()));
            Set<String> expected = allowed.contains("every key")
                    ? Arrays.stream(Role.values()).map(Role::word).collect(Collectors.toSet())
                    : allowed.equals(OPEN) ? Set.of() : allowed;
            assertThat(described).as(call).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void aPathThatIsNotThereIsToldOnlyToWhoHasAKey() throws Exception {
        assertThat(send("GET", "/api/nothing", "", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/health/live;x=1", "", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/nothing", "", KEYS.get(Role.AUDIT)).statusCode())
                .isEqualTo(404);
        HttpResponse<String> missing = send("GET", "/", "", "");
        assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"landfall\"");
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new HashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/access.md")));
        while (row.find()) {
            assertThat(table.put(row.group(1), Set.of(row.group(2).split(", "))))
                    .isNull();
        }
        return table;
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        paths.properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
        return operations;
    }

    /** {@code in} where the call came to its resource, whatever that said; else the code of the refusal. */
    private String outcome(Map.Entry<String, JsonNode> operation, String key) throws Exception {
        String[] call = operation.getKey().split(" ");
        List<String> types = new java.util.ArrayList<>();
        operation.getValue().path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        HttpResponse<String> answer =
                send(call[0], call[1].replaceAll("\\{[^}]+}", "none"), types.isEmpty() ? "" : types.get(0), key);
        if (answer.statusCode() != 401 && answer.statusCode() != 403) {
            return "in";
        }
        return JSON.readTree(answer.body()).path("code").asText();
    }

    private HttpResponse<String> send(String method, String path, String type, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        boolean hasBody = !type.isEmpty();
        if (hasBody) {
            request.header("Content-Type", type.equals("*/*") ? "application/json" : type);
        }
        return client.send(
                request.method(
                                method,
                                hasBody
                                        ? HttpRequest.BodyPublishers.ofString("{}")
                                        : HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
