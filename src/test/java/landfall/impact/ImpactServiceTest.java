package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The impact on the whole book, asked of a running service; and then the draft becomes active. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImpactServiceTest {

    private static final List<String> STATES = List.of("CO", "UT", "AZ", "CA", "IL", "OH", "TX", "NY");

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        for (int i = 0; i < 120; i++) {
            assertThat(api.post("/api/assignments", account(i, "")).status()).isEqualTo(200);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(api.post("/api/assignments", account(i, ""))
                            .json()
                            .path("kind")
                            .asText())
                    .isEqualTo("kept");
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void theActiveRulesMoveNobodyAndNothingIsTouched() throws Exception {
        JsonNode rotations = api.get("/api/rotations").json();
        JsonNode last = api.get("/api/changes?after=0&limit=1000").json().path("position");

        JsonNode impact = ended(begin(rules(), ""));
        assertThat(impact.path("state").asText()).isEqualTo("done");
        assertThat(impact.path("result").path("accounts").asLong()).isEqualTo(120);
        assertThat(impact.path("result").path("moves").asLong()).isZero();
        assertThat(impact.path("draft")).isEqualTo(impact.path("from"));

        assertThat(ended(begin(mountainGoesWest(), ""))
                        .path("result")
                        .path("moves")
                        .asLong())
                .isPositive();
        assertThat(api.get("/api/rotations").json()).isEqualTo(rotations);
        assertThat(api.get("/api/changes?after=0&limit=1000").json().path("position"))
                .isEqualTo(last);
    }

    @Test
    @Order(2)
    void aDraftIsRefusedWithEachOfItsFaults() throws Exception {
        Map<String, String> broken = rules();
        broken.computeIfPresent("30-us.drl", (name, text) -> text.replaceFirst("country ==", "contry =="));
        Api.Answer refused = api.postZip(ImpactResource.PATH, zip(broken));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("rules-refused");
        assertThat(refused.json().path("issues").get(0).path("place").asText()).startsWith("30-us.drl:");
        assertThat(api.postZip(ImpactResource.PATH, "no zip".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        Api.Answer text = api.postText(ImpactResource.PATH, "text/plain", "rule");
        assertThat(text.json().path("detail").asText())
                .isEqualTo("This call takes application/zip, multipart/form-data or application/json.");
        assertThat(text.header("Accept")).isEqualTo("application/zip, multipart/form-data, application/json");
        Api.Answer batch = api.postText("/api/assignments/batch", "text/plain", "rule");
        assertThat(batch.header("Accept").split(", ")).containsExactlyInAnyOrder("text/csv", "application/x-ndjson");
        assertThat(api.postZip(ImpactResource.PATH + "?at=noon", zip(rules()))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("invalid-parameter");
        for (String far : new String[] {"%2B900000000-01-01T00:00:00Z", "0200-01-01T00:00:00Z"}) {
            assertThat(api.postZip(ImpactResource.PATH + "?at=" + far, zip(rules()))
                            .json()
                            .at("/issues/0/place")
                            .asText())
                    .isEqualTo("query at");
        }
        assertThat(api.get(ImpactResource.PATH + "/none").status()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void whoIsAskedCanSaySomething() throws Exception {
        String id = ended(begin(mountainGoesWest(), "?message=Mountain+goes+west"))
                .path("id")
                .asText();
        String at = ImpactResource.PATH + "/" + id;
        assertThat(api.post(at + "/comments", "{\"text\": \"Fine with me\"}").status())
                .isEqualTo(201);
        assertThat(api.post(at + "/comments", "{\"text\": \"And with me\"}")
                        .json()
                        .path("comments"))
                .hasSize(2);
        JsonNode comments = api.get(at + "/comments").json().path("comments");
        assertThat(comments.get(1).path("number").asInt()).isEqualTo(2);
        assertThat(comments.get(0).path("by").asText()).isEqualTo("anonymous");
        assertThat(comments.get(0).path("text").asText()).isEqualTo("Fine with me");
        assertThat(api.post(at + "/comments", "{\"text\": \" \"}").status()).isEqualTo(400);
        assertThat(api.get(at).json().path("message").asText()).isEqualTo("Mountain goes west");
        assertThat(api.get(ImpactResource.PATH)
                        .json()
                        .path("impacts")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(api.get(at + "/report.txt").text()).contains("would move").contains("us-mountain-enterprise");
        assertThat(api.get(at + "/moves.csv").text().lines().count())
                .isEqualTo(1 + moves(id).size());
        assertThat(api.get(at + "/moves?limit=0").json().path("code").asText()).isEqualTo("invalid-parameter");
        assertThat(api.get(at + "/moves?after=-1").json().path("code").asText()).isEqualTo("invalid-parameter");
    }

    @Test
    @Order(4)
    void oneIsWorkedOutAtATimeAndCanBeBrokenOff() throws Exception {
        StringBuilder rows = new StringBuilder("externalId,country,region,employees\n");
        for (int i = 0; i < 400_000; i++) {
            rows.append(i).append(",US,").append(STATES.get(i % STATES.size())).append(",9000\n");
        }
        Map<String, String> files = mountainGoesWest();
        files.put("accounts.csv", rows.toString());
        String id = begin(files, "");
        String at = ImpactResource.PATH + "/" + id;
        assertThat(api.get(at).json().path("state").asText()).isEqualTo("running");
        Api.Answer second = api.postZip(ImpactResource.PATH, zip(rules()));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("code").asText()).isEqualTo("impact-running");
        assertThat(api.get(at + "/moves").json().path("code").asText()).isEqualTo("impact-not-done");
        assertThat(api.remove(at).status()).isEqualTo(200);
        assertThat(ended(id).path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    @Order(5)
    void aFileIsAskedByTheActiveRules() throws Exception {
        Map<String, String> files = mountainGoesWest();
        files.put("accounts.csv", "externalId,country,region,employees\na,US,CO,9000\nb,US\nc,US,NY,9000\n");
        JsonNode impact = ended(begin(files, ""));
        assertThat(impact.path("over").asText()).isEqualTo("file");
        assertThat(impact.path("result").path("accounts").asLong()).isEqualTo(2);
        assertThat(impact.path("result").path("moves").asLong()).isEqualTo(1);
        assertThat(impact.path("result").path("unreadRows").get(0).path("line").asLong())
                .isEqualTo(3);
    }

    /** The last one: the draft becomes active, and each mover is sent again, in the order of accounts. */
    @Test
    @Order(6)
    void moversGoWhereTheServiceThenSendsThem() throws Exception {
        JsonNode impact = ended(begin(mountainGoesWest(), ""));
        List<JsonNode> moves = moves(impact.path("id").asText());
        assertThat(moves).hasSizeGreaterThan(20);
        for (Map.Entry<String, String> file : mountainGoesWest().entrySet()) {
            Files.writeString(service.rules().resolve(file.getKey()), file.getValue());
        }
        try (Stream<Path> cases = Files.list(service.rules().resolve("cases"))) {
            for (Path each : cases.toList()) {
                Files.delete(each);
            }
        }
        service.restart();
        api = service.api();
        for (JsonNode move : moves) {
            int number = Integer.parseInt(move.path("externalId").asText().substring("account-".length()));
            JsonNode answer = api.post("/api/assignments", account(number, ", \"reassign\": true"))
                    .json();
            assertThat(answer.path("repId").asText())
                    .as(move.toString())
                    .isEqualTo(move.path("after").path("repId").asText());
            assertThat(answer.path("territory").asText())
                    .isEqualTo(move.path("after").path("territory").asText());
            if (!move.path("before").path("rule").asText().equals("existing company")) {
                assertThat(move.path("before").path("place").asText()).isNotEmpty();
            }
        }
        assertThat(ended(begin(mountainGoesWest(), ""))
                        .path("result")
                        .path("moves")
                        .asLong())
                .isZero();
    }

    private static String begin(Map<String, String> files, String query) throws IOException {
        Api.Answer begun = api.postZip(ImpactResource.PATH + query, zip(files));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(begun.header("Location")).endsWith(begun.json().path("id").asText());
        return begun.json().path("id").asText();
    }

    private static JsonNode ended(String id) throws InterruptedException {
        JsonNode impact = api.get(ImpactResource.PATH + "/" + id).json();
        for (int i = 0; i < 3_000 && impact.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            impact = api.get(ImpactResource.PATH + "/" + id).json();
        }
        return impact;
    }

    private static List<JsonNode> moves(String id) {
        List<JsonNode> moves = new ArrayList<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page = api.get(ImpactResource.PATH + "/" + id + "/moves?limit=7&after=" + after)
                    .json();
            page.path("moves").forEach(moves::add);
            after = page.path("next").asText();
        }
        return moves;
    }

    private static Map<String, String> rules() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(service.rules())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = service.rules().relativize(file).toString().replace('\\', '/');
                if (!path.startsWith("samples/")) {
                    files.put(path, Files.readString(file));
                }
            }
        }
        return files;
    }

    /** All enterprises of the mountains and of the Midwest go west, by turns, whoever has them now. */
    private static Map<String, String> mountainGoesWest() throws IOException {
        Map<String, String> files = rules();
        files.keySet().removeIf(path -> path.startsWith("cases/"));
        files.replaceAll((name, text) -> text.replace(
                        "routing.territory(\"us-mountain-enterprise\")", "routing.territory(\"us-west-enterprise\")")
                .replace("routing.territory(\"us-midwest-enterprise\")", "routing.territory(\"us-south-enterprise\")")
                .replace(
                        "routing.onDuty(\"weekly\", \"2026-01-05\", \"alvarez\", \"nguyen\", \"kealoha\").keepOwner()",
                        "routing.roundRobin(\"alvarez\", \"nguyen\", \"kealoha\")")
                .replace(".keepOwner()", ""));
        return files;
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Three accounts of each company. */
    private static String account(int number, String more) {
        String company = Integer.toString(number / 3, 26);
        return "{\"source\": \"impact\", \"externalId\": \"account-" + number + "\", \"name\": \"Co " + company
                + "\", \"domain\": \"co-" + company + ".example.com\", \"country\": \"US\", \"region\": \""
                + STATES.get(number / 3 % STATES.size()) + "\", \"employees\": 9000" + more + "}";
    }
}
