package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules come by API: checked, published, activated, and taken back. */
class PublishTest {

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String seed;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        seed = service.ruleSetVersion();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void rulesArePublishedThenActivatedThenTakenBack() throws Exception {
        byte[] zip = Running.zip(edited("published"));
        JsonNode published =
                api.postZip("/api/rulesets?by=mai&message=first+of+all", zip).json();
        String version = published.path("version").asText();
        assertThat(version).hasSize(64).isNotEqualTo(seed);
        assertThat(published.path("published").asBoolean()).isTrue();
        assertThat(published.path("active").asBoolean()).isFalse();
        assertThat(published.path("result").path("failedCases").asInt(-1)).isZero();
        assertThat(service.ruleSetVersion()).isEqualTo(seed);
        assertThat(view(version).path("status").asText()).isEqualTo("published");
        assertThat(api.postZip("/api/rulesets", zip).json().path("published").asBoolean())
                .isFalse();

        JsonNode activated = api.post(
                        "/api/rulesets/" + version.substring(0, 12) + "/activate?by=tom",
                        "{\"reason\": \"it is time\", \"ticket\": \"CHG-7\"}")
                .json();
        assertThat(activated.path("kind").asText()).isEqualTo("activation");
        assertThat(activated.path("before").asText()).isEqualTo(seed);
        assertThat(service.ruleSetVersion()).isEqualTo(version);
        JsonNode view = view(version);
        assertThat(view.path("by").asText()).isEqualTo("mai");
        assertThat(view.path("status").asText()).isEqualTo("active");
        assertThat(view.path("base").asText()).isEqualTo(seed);
        assertThat(view.at("/active/0/by").asText()).isEqualTo("tom");
        assertThat(view.at("/active/0/ticket").asText()).isEqualTo("CHG-7");
        assertThat(view.at("/active/0/to").isMissingNode()).isTrue();
        assertThat(api.post("/api/rulesets/" + version + "/activate", "{\"reason\": \"again\"}")
                        .json()
                        .path("activated")
                        .asBoolean())
                .isFalse();

        JsonNode back = api.post("/api/rulesets/" + seed + "/activate", "{\"reason\": \"too far\"}")
                .json();
        assertThat(back.path("kind").asText()).isEqualTo("rollback");
        assertThat(service.ruleSetVersion()).isEqualTo(seed);
        assertThat(view(version).path("status").asText()).isEqualTo("retired");
        assertThat(view(seed).path("active")).hasSizeGreaterThan(1);
        assertThat(api.post("/api/rulesets/" + seed + "/activate", "{}").status())
                .isEqualTo(400);
        assertThat(api.post("/api/rulesets/0123456789/activate", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndChangesNothing() throws Exception {
        Map<String, String> files = service.files();
        files.compute(
                "rotations.drl", (path, text) -> text + "\nrule \"Bad\" when Account( contry == \"DE\" ) then end\n");
        int versions = api.get("/api/rulesets").json().path("versions").size();
        Api.Answer refused = api.postZip("/api/rulesets?activate=true", Running.zip(files));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("rules-refused");
        assertThat(refused.json().path("issues").toString())
                .contains("rotations.drl:")
                .contains("unknown-field");

        JsonNode checked =
                api.postZip("/api/rulesets/check", Running.zip(files)).json();
        assertThat(checked.path("ok").asBoolean()).isFalse();
        assertThat(checked.at("/result/issues").toString()).contains("unknown-field");
        JsonNode good = api.postZip("/api/rulesets?check=true", Running.zip(service.files()))
                .json();
        assertThat(good.path("published").asBoolean()).isFalse();
        assertThat(good.at("/result/cases").asInt()).isPositive();

        assertThat(code(api.postZip("/api/rulesets", "no zip".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("malformed-archive");
        assertThat(code(api.postZip("/api/rulesets", Running.zip(Map.of("../a.drl", "rule")))))
                .isEqualTo("malformed-archive");
        assertThat(code(api.postZip("/api/rulesets?activate=perhaps", Running.zip(files))))
                .isEqualTo("invalid-parameter");
        assertThat(api.get("/api/rulesets").json().path("versions")).hasSize(versions);
        assertThat(service.ruleSetVersion()).isEqualTo(seed);
    }

    @Test
    void whoeverIsNoPersonWithThatRightApprovesNothing() {
        for (String version : new String[] {"/api/rulesets/" + seed, "/api/roster/versions/" + service.version()}) {
            assertThat(code(api.post(version + "/approve", "{}"))).isEqualTo("not-an-approver");
            assertThat(code(api.post(version + "/reject", "{\"comment\": \"no\"}")))
                    .isEqualTo("not-an-approver");
            assertThat(code(api.post(version + "/reject", "{}"))).isEqualTo("invalid-value");
            assertThat(code(api.post(version + "/approve", "{\"resultDigest\": \"x\"}")))
                    .isEqualTo("invalid-value");
        }
        assertThat(api.post("/api/rulesets/0000000000/approve", "{}")
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("There is no version 0000000000 of the rules");
        assertThat(api.post("/api/roster/versions/0000000000/approve", "{}")
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("There is no version 0000000000 of the roster");
        assertThat(view(seed).path("approvals")).isEmpty();
    }

    @Test
    void aFolderInAZipAndItsFilesOneByOneAreTheSameVersion() throws Exception {
        Map<String, String> files = edited("same");
        Map<String, String> within = new java.util.TreeMap<>();
        files.forEach((path, text) -> within.put("rules/" + path, text));
        within.put("rules/roster/reps.csv", "id,name\n");
        within.put("rules/.hidden", "x");
        within.put("rules/README.md", "x");
        JsonNode published = api.postZip("/api/rulesets", Running.zip(within)).json();
        assertThat(published.path("leftOut").toString()).isEqualTo("[\"roster/reps.csv\"]");
        StringBuilder body = new StringBuilder();
        files.forEach(
                (path, text) -> body.append("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                        .append(path)
                        .append("\"\r\n\r\n")
                        .append(text)
                        .append("\r\n"));
        JsonNode again = api.postMultipart(
                        "/api/rulesets",
                        "multipart/form-data; boundary=edge",
                        body.append("--edge--\r\n").toString().getBytes(StandardCharsets.UTF_8))
                .json();
        assertThat(again.path("version").asText())
                .isEqualTo(published.path("version").asText());
        assertThat(again.path("published").asBoolean()).isFalse();
        assertThat(code(api.postMultipart(
                        "/api/rulesets",
                        "multipart/form-data; boundary=edge",
                        "--other".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("malformed-archive");
        String version = published.path("version").asText();
        assertThat(api.get("/api/rulesets/" + version + "/files").json().path("files"))
                .hasSize(files.size());
        assertThat(api.get("/api/rulesets/" + version + "/files/rotations.drl").text())
                .isEqualTo(files.get("rotations.drl"));
        assertThat(api.get("/api/rulesets/" + version + "/files", "Accept", "application/zip")
                        .body())
                .startsWith('P', 'K');
        assertThat(api.get("/api/rulesets/" + version + "/files/none.drl").status())
                .isEqualTo(404);
    }

    /** The sample rules with a comment more. */
    private static Map<String, String> edited(String comment) throws Exception {
        Map<String, String> files = service.files();
        files.compute("rotations.drl", (path, text) -> text + "\n// " + comment + "\n");
        return files;
    }

    private static JsonNode view(String version) {
        return api.get("/api/rulesets/" + version).json();
    }

    private static String code(Api.Answer answer) {
        return answer.json().path("code").asText();
    }
}
