package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever approves a version names the impact that he saw; it has to be one of that very version. */
class SeenImpactTest {

    private static final String AT = "2026-03-03T18:00:00Z";

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String ann;
    private static String bob;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        service.restartWith("approval.required", "true");
        api = service.api();
        for (int i = 0; i < 30; i++) {
            assertThat(api.post("/api/assignments", account(i)).status()).isEqualTo(200);
        }
        String admin = key("", "carol", "admin");
        ann = key(admin, "ann", "edit\", \"approve");
        bob = key(admin, "bob", "approve");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anApprovalIsBoundToTheImpactThatWasSeen() throws Exception {
        Map<String, String> west = mountainGoesWest("seen");
        // No file of rules: named as such, and no part of the version, wherever it is sent.
        west.put("logo.svg", "<svg/>");
        String version = publish(west);
        String other = publish(mountainGoesWest("another"));

        JsonNode impact = done(begin("/api/rulesets/" + version.substring(0, 12) + "/impact?message=west&at=" + AT));
        assertThat(impact.path("draft").asText()).isEqualTo(version);
        assertThat(impact.path("over").asText()).isEqualTo("book");
        assertThat(impact.at("/result/moves").asLong()).isPositive();
        String digest = impact.path("digest").asText();
        assertThat(digest).matches("[0-9a-f]{64}");

        JsonNode sent = done(api.postZip("/api/rulesets/impact?at=" + AT, Running.zip(west), "X-Api-Key", ann)
                .json());
        assertThat(sent.path("draft").asText()).isEqualTo(version);
        assertThat(sent.path("digest").asText()).isEqualTo(digest);
        JsonNode later = done(begin("/api/rulesets/" + other + "/impact?at=2026-03-04T18:00:00Z"));
        assertThat(later.path("digest").asText()).isNotEqualTo(digest);

        String approve = "/api/rulesets/" + version + "/approve";
        assertThat(decide(approve, later.path("digest").asText()).path("code").asText())
                .isEqualTo("other-impact");
        assertThat(decide(approve, "0".repeat(64)).path("code").asText()).isEqualTo("other-impact");
        assertThat(get("/api/rulesets/" + version).path("status").asText()).isEqualTo("waiting");
        JsonNode decided = decide(approve, digest);
        assertThat(decided.at("/approvals/0/impactDigest").asText()).isEqualTo(digest);
        assertThat(decided.at("/approvals/0/impact/id").asText())
                .isEqualTo(impact.path("id").asText());

        JsonNode view = get("/api/rulesets/" + version);
        assertThat(view.path("status").asText()).isEqualTo("approved");
        assertThat(view.path("approvals")).isEqualTo(decided.path("approvals"));
        assertThat(view.path("impacts").findValuesAsText("id"))
                .containsExactly(sent.path("id").asText(), impact.path("id").asText());
        String address = view.at("/impacts/1/address").asText();
        assertThat(get(address).path("digest").asText()).isEqualTo(digest);
        assertThat(get("/api/rulesets/" + version + "/impact").path("impacts").findValuesAsText("id"))
                .containsExactly(sent.path("id").asText(), impact.path("id").asText());
    }

    @Test
    void aRosterIsBoundToAnImpactWithThatRoster() throws Exception {
        String roster = api.put("/api/reps/newcomer", "{\"name\": \"New Comer\"}", "X-Api-Key", key())
                .json()
                .path("version")
                .asText();
        String digest = done(begin("/api/rulesets/"
                        + service.api()
                                .get("/api/rulesets/active", "X-Api-Key", ann)
                                .json()
                                .path("version")
                                .asText()
                        + "/impact"))
                .path("digest")
                .asText();
        assertThat(decide("/api/roster/versions/" + roster + "/approve", digest)
                        .path("code")
                        .asText())
                .isEqualTo("other-impact");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThat(api.post("/api/rulesets/0123456789/impact", "", "X-Api-Key", ann)
                        .status())
                .isEqualTo(404);
        String active = get("/api/rulesets/active").path("version").asText();
        assertThat(api.post("/api/rulesets/" + active + "/impact?at=noon", "", "X-Api-Key", ann)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("invalid-parameter");
        assertThat(api.get("/api/rulesets/0123456789/impact", "X-Api-Key", ann).status())
                .isEqualTo(404);
    }

    private static String key() {
        return admin("dave");
    }

    private static String admin(String name) {
        return key(carol, name, "admin");
    }

    private static String carol;

    private static String key(String by, String name, String roles) {
        String body = "{\"name\": \"%s\", \"kind\": \"person\", \"roles\": [\"%s\"]}".formatted(name, roles);
        String[] headers = by.isEmpty() ? new String[0] : new String[] {"X-Api-Key", by};
        String key = api.post("/api/keys", body, headers).json().path("key").asText();
        if (by.isEmpty()) {
            carol = key;
        }
        return key;
    }

    private static String publish(Map<String, String> files) {
        JsonNode published = api.postZip("/api/rulesets", Running.zip(files), "X-Api-Key", ann)
                .json();
        assertThat(published.path("waiting").asBoolean())
                .as(published.toString())
                .isTrue();
        return published.path("version").asText();
    }

    private static JsonNode begin(String path) {
        Api.Answer begun = api.post(path, "", "X-Api-Key", ann);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json();
    }

    private static JsonNode done(JsonNode begun) throws InterruptedException {
        JsonNode impact = begun;
        for (int i = 0; i < 3_000 && impact.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            impact = get("/api/rulesets/impact/" + begun.path("id").asText());
        }
        assertThat(impact.path("state").asText()).as(impact.toString()).isEqualTo("done");
        return impact;
    }

    private static JsonNode decide(String path, String digest) {
        return api.post(path, "{\"impactDigest\": \"" + digest + "\"}", "X-Api-Key", bob)
                .json();
    }

    private static JsonNode get(String path) {
        return api.get(path, "X-Api-Key", bob).json();
    }

    private static Map<String, String> mountainGoesWest(String comment) throws Exception {
        Map<String, String> files = service.files();
        files.keySet().removeIf(path -> path.startsWith("cases/"));
        files.replaceAll((name, text) -> text.replace(
                "routing.territory(\"us-mountain-enterprise\")", "routing.territory(\"us-west-enterprise\")"));
        files.put("99-note.drl", "// " + comment + "\n");
        return files;
    }

    private static String account(int number) {
        return "{\"source\": \"seen\", \"externalId\": \"account-" + number + "\", \"domain\": \"co-" + number
                + ".example.com\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 9000}";
    }
}
