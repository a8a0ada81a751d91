package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a key is recorded under its name, and a key with teams reaches no further than these. */
class CallersTest {

    @TempDir
    static Path folder;

    private static LandfallService service;
    private static Api api;
    private static String before;
    private static String admin;
    private static String marketo;
    private static String lead;
    private static String crm;

    @BeforeAll
    static void start() throws Exception {
        service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"));
        api = service.api();
        before = api.post("/api/assignments", account("before"))
                .json()
                .path("assignmentId")
                .asText();
        admin = make("", "carol", "person", "admin", "[]");
        marketo = make(admin, "marketo", "system", "route\", \"audit", "[]");
        lead = make(admin, "tom", "person", "manage", "[\"us-mountain\"]");
        crm = make(admin, "crm", "system", "manage", "[]");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String make(String key, String name, String kind, String roles, String teams) {
        String body = "{\"name\": \"%s\", \"kind\": \"%s\", \"roles\": [\"%s\"], \"teams\": %s}"
                .formatted(name, kind, roles, teams);
        Api.Answer answer = key.isEmpty() ? api.post("/api/keys", body) : api.post("/api/keys", body, "X-Api-Key", key);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("key").asText();
    }

    private static String account(String id) {
        return "{\"externalId\": \"" + id + "\", \"name\": \"Company " + id
                + "\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 5000}";
    }

    private static Api.Answer post(String path, String body, String key) {
        return api.post(path, body, "Authorization", "Bearer " + key);
    }

    private static JsonNode record(String id) {
        return api.get("/api/assignments/" + id, "X-Api-Key", marketo).json();
    }

    @Test
    void anAssignmentIsItsKeysAndSoIsAnAccountWithoutASource() {
        JsonNode answer = post("/api/assignments", account("named"), marketo).json();
        JsonNode decision = record(answer.path("assignmentId").asText());

        assertThat(decision.path("caller").asText()).isEqualTo("marketo");
        assertThat(decision.path("account").path("source").asText()).isEqualTo("marketo");
        assertThat(record(before).path("caller").asText()).isEqualTo("anonymous");
    }

    @Test
    void anIdempotencyKeyIsTheKeysThatSentIt() {
        String other = make(admin, "hubspot", "system", "route", "[]");
        Api.Answer first = api.post("/api/assignments", account("mine"), "X-Api-Key", marketo, "Idempotency-Key", "e1");
        Api.Answer second = api.post("/api/assignments", account("his"), "X-Api-Key", other, "Idempotency-Key", "e1");
        Api.Answer again = api.post("/api/assignments", account("mine"), "X-Api-Key", marketo, "Idempotency-Key", "e1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void aTeamLeadReachesHisTeamOnly() {
        JsonNode mine = post("/api/assignments", account("own-team"), marketo).json();
        String id = mine.path("assignmentId").asText();
        String rep = mine.path("repId").asText();
        JsonNode tokyo = post(
                        "/api/assignments",
                        "{\"externalId\": \"tokyo\", \"name\": \"東京商事\", \"country\": \"JP\", \"region\": \"東京都\", "
                                + "\"annualRevenue\": 12000000000}",
                        marketo)
                .json();

        Api.Answer elsewhere = post(
                "/api/assignments/" + tokyo.path("assignmentId").asText() + "/reassign",
                "{\"rep\": \"" + rep + "\", \"reason\": \"knows them\"}",
                lead);
        Api.Answer away =
                post("/api/assignments/" + id + "/reassign", "{\"rep\": \"sato\", \"reason\": \"knows them\"}", lead);
        Api.Answer asAnother = post(
                "/api/assignments/" + id + "/reassign",
                "{\"rep\": \"" + rep + "\", \"by\": \"mai\", \"reason\": \"knows them\"}",
                lead);
        Api.Answer own = post(
                "/api/assignments/" + id + "/reassign", "{\"rep\": \"" + rep + "\", \"reason\": \"knows them\"}", lead);

        assertThat(elsewhere.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(elsewhere.json().path("detail").asText()).contains("sato").contains("us-mountain");
        assertThat(away.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(asAnother.json().path("issues").get(0).path("place").asText())
                .isEqualTo("/by");
        assertThat(own.status()).isEqualTo(200);
        JsonNode decision = record(own.json().path("assignmentId").asText());
        assertThat(decision.path("act").path("by").asText()).isEqualTo("tom");
        assertThat(decision.path("caller").asText()).isEqualTo("tom");
    }

    @Test
    void aSystemSaysForWhomItActs() {
        String id = post("/api/assignments", account("for-mai"), marketo)
                .json()
                .path("assignmentId")
                .asText();
        Api.Answer closed = post("/api/assignments/" + id + "/close", "{\"outcome\": \"won\", \"by\": \"mai\"}", crm);

        JsonNode decision = record(closed.json().path("assignmentId").asText());
        assertThat(decision.path("act").path("by").asText()).isEqualTo("mai");
        assertThat(decision.path("caller").asText()).isEqualTo("crm");
    }

    @Test
    void aTeamLeadSaysWhoOfHisTeamIsAway() {
        JsonNode reps =
                api.get("/api/teams/us-mountain", "X-Api-Key", lead).json().path("members");
        String absence = "{\"rep\": \"%s\", \"from\": \"2026-12-21\", \"to\": \"2026-12-24\"}";

        Api.Answer own = post("/api/absences", absence.formatted(reps.get(0).asText()), lead);
        Api.Answer other = post("/api/absences", absence.formatted("sato"), lead);
        Api.Answer byAdmin = post("/api/absences", absence.formatted("sato"), admin);

        assertThat(own.status()).isEqualTo(201);
        assertThat(other.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(byAdmin.status()).isEqualTo(201);
    }

    @Test
    void aTeamLeadHandsOverWithinHisTeam() {
        String hers = "{\"rep\": \"yazzie\", \"reason\": \"new role\"}";
        Api.Answer own = post("/api/reps/hayes/handover", hers, lead);
        Api.Answer other = post("/api/reps/sato/handover", hers, lead);
        Api.Answer away = post("/api/reps/hayes/handover", "{\"rep\": \"sato\", \"reason\": \"new role\"}", lead);
        Api.Answer byRules = post("/api/reps/hayes/handover", "{\"byRules\": true, \"reason\": \"new role\"}", lead);
        Api.Answer byCrm = post("/api/reps/hayes/handover", "{\"byRules\": true, \"reason\": \"new role\"}", crm);
        Api.Answer run = post("/api/handovers/" + byCrm.json().path("id").asText() + "/run", "{}", lead);

        assertThat(own.json().path("askedBy").asText()).isEqualTo("tom");
        assertThat(other.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(away.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(byRules.json().path("code").asText()).isEqualTo("not-own-team");
        assertThat(byCrm.status()).isEqualTo(200);
        assertThat(run.json().path("code").asText()).isEqualTo("not-own-team");
    }

    @Test
    void theRosterSaysWhoChangedIt() {
        String body = "{\"name\": \"New Comer\", \"teams\": [\"us-mountain\"]}";
        Api.Answer put = api.put("/api/reps/newcomer", body, "X-Api-Key", admin);
        Api.Answer asAnother = api.put("/api/reps/newcomer?by=mai", body, "X-Api-Key", admin);

        assertThat(put.status()).isEqualTo(200);
        assertThat(api.get("/api/roster", "X-Api-Key", admin).json().path("by").asText())
                .isEqualTo("carol");
        assertThat(asAnother.json().path("issues").get(0).path("place").asText())
                .isEqualTo("query by");
    }
}
