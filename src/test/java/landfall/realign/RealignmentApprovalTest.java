package landfall.realign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people have to agree on a realignment as on a version: nobody his own, no machine, nobody who administers. */
class RealignmentApprovalTest {

    private static final String PATH = RealignmentsResource.PATH;

    @TempDir
    private static Path folder;

    private static Running service;
    private static String admin;
    private static String ann;
    private static String bob;
    private static String editor;
    private static String machine;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        // The folder is active before two people have to agree on what follows.
        service.restartWith("approval.required", "true");
        admin = key("", "carol", "person", "admin");
        ann = key(admin, "ann", "person", "edit\", \"approve");
        bob = key(admin, "bob", "person", "approve");
        editor = key(admin, "eve", "person", "edit");
        machine = key(admin, "robot", "system", "edit\", \"admin");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anotherPersonApprovesBeforeItRuns() throws Exception {
        JsonNode seen = previewed(ann);
        String at = PATH + "/" + seen.path("id").asText();
        assertThat(seen.path("state").asText()).isEqualTo("waiting");
        assertThat(seen.path("by").asText()).isEqualTo("ann");
        assertThat(code(at + "/run", "{}", ann)).isEqualTo("realignment-not-approved");
        assertThat(code(at + "/approve", "{}", ann)).isEqualTo("own-work");
        for (String other : new String[] {admin, editor, machine}) {
            assertThat(code(at + "/approve", "{}", other)).isEqualTo("role-missing");
            assertThat(code(at + "/run", "{}", other)).isEqualTo("role-missing");
            assertThat(code(at + "/undo", "{\"reason\": \"x\"}", other)).isEqualTo("role-missing");
        }
        assertThat(code(at + "/approve", "{\"digest\": \"" + "0".repeat(64) + "\"}", bob))
                .isEqualTo("other-preview");
        assertThat(code(at + "/approve", "{\"digest\": \"short\"}", bob)).isEqualTo("invalid-value");
        assertThat(code(at + "/reject", "{}", bob)).isEqualTo("invalid-value");

        JsonNode rejected = post(at + "/reject", "{\"comment\": \"not the south\"}", bob);
        assertThat(rejected.path("state").asText()).isEqualTo("rejected");
        assertThat(code(at + "/run", "{}", ann)).isEqualTo("realignment-not-approved");

        String digest = seen.at("/preview/digest").asText();
        JsonNode approved = post(at + "/approve", "{\"comment\": \"fine\", \"digest\": \"" + digest + "\"}", bob);
        assertThat(approved.path("state").asText()).isEqualTo("approved");
        assertThat(approved.at("/approvals/0/by").asText()).isEqualTo("bob");
        assertThat(approved.at("/approvals/0/digest").asText()).isEqualTo(digest);
        assertThat(approved.path("approvals")).hasSize(2);
        JsonNode ran = post(at + "/run", "{}", ann);
        assertThat(ran.at("/run/by").asText()).isEqualTo("ann");
        assertThat(ran.at("/run/reason").asText()).isEqualTo("The year begins");
        assertThat(code(at + "/approve", "{}", bob)).isEqualTo("realignment-over");
    }

    @Test
    void whoIsLaterIsStoppedBeforeItBegins() throws Exception {
        JsonNode seen = previewed(bob, "\"effectiveAt\": \"" + inAMonth() + "\", ");
        String at = PATH + "/" + seen.path("id").asText();
        post(at + "/approve", "{}", ann);
        JsonNode scheduled = post(at + "/run", "{\"reason\": \"as agreed\", \"ticket\": \"CHG-1\"}", bob);
        assertThat(scheduled.path("state").asText()).isEqualTo("scheduled");
        assertThat(scheduled.at("/run/dueAt")).isEqualTo(seen.path("effectiveAt"));
        assertThat(scheduled.at("/run/reason").asText()).isEqualTo("as agreed");
        assertThat(service.api()
                        .remove(at, "X-Api-Key", editor)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("role-missing");
        assertThat(service.api()
                        .remove(at + "?reason=wrong+day", "X-Api-Key", bob)
                        .status())
                .isEqualTo(200);
        JsonNode stopped = service.api().get(at, "X-Api-Key", bob).json();
        for (int i = 0; i < 500 && !stopped.path("state").asText().equals("stopped"); i++) {
            Thread.sleep(20);
            stopped = service.api().get(at, "X-Api-Key", bob).json();
        }
        assertThat(stopped.at("/run/detail").asText()).isEqualTo("bob stopped it: wrong day");
        assertThat(stopped.at("/run/moved").asInt()).isZero();
    }

    private static String inAMonth() {
        return java.time.Instant.now()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .plus(java.time.Duration.ofDays(30))
                .toString();
    }

    private static JsonNode previewed(String key) throws Exception {
        return previewed(key, "");
    }

    private static JsonNode previewed(String key, String more) throws Exception {
        Api.Answer begun = service.api().post(PATH, "{" + more + "\"reason\": \"The year begins\"}", "X-Api-Key", key);
        for (int i = 0; i < 500 && begun.status() == 409; i++) {
            Thread.sleep(20);
            begun = service.api().post(PATH, "{" + more + "\"reason\": \"The year begins\"}", "X-Api-Key", key);
        }
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String at = PATH + "/" + begun.json().path("id").asText();
        JsonNode found = service.api().get(at, "X-Api-Key", key).json();
        for (int i = 0; i < 3_000 && found.path("state").asText().equals("previewing"); i++) {
            Thread.sleep(20);
            found = service.api().get(at, "X-Api-Key", key).json();
        }
        return found;
    }

    private static String key(String by, String name, String kind, String roles) {
        String body = "{\"name\": \"%s\", \"kind\": \"%s\", \"roles\": [\"%s\"]}".formatted(name, kind, roles);
        String[] headers = by.isEmpty() ? new String[0] : new String[] {"X-Api-Key", by};
        return service.api().post("/api/keys", body, headers).json().path("key").asText();
    }

    private static JsonNode post(String path, String body, String key) {
        Api.Answer answer = service.api().post(path, body, "X-Api-Key", key);
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        return answer.json();
    }

    private static String code(String path, String body, String key) {
        return service.api()
                .post(path, body, "X-Api-Key", key)
                .json()
                .path("code")
                .asText();
    }
}
