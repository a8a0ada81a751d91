package landfall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and bodies of other shapes are decided, repeated, refused and submitted again as plain ones are. */
class CallersTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    Path folder;

    private LandfallService service;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"));
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Api.Answer form(String path, String form) {
        return api.postText(path, FORM, form);
    }

    private JsonNode record(Api.Answer answer) {
        return api.get("/api/assignments/" + answer.json().path("assignmentId").asText())
                .json();
    }

    /** Once as many are kept as have to be. */
    private List<JsonNode> refused(int count) throws InterruptedException {
        List<JsonNode> calls = new ArrayList<>();
        for (int i = 0; i < 200 && calls.size() < count; i++) {
            Thread.sleep(50);
            calls.clear();
            api.get("/api/intake").json().path("calls").forEach(calls::add);
        }
        assertThat(calls).hasSize(count);
        return calls;
    }

    @Test
    void aFormIsAnAccount() {
        Api.Answer answer = form(
                "/api/assignments",
                "source=web&externalId=f1&name=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E3%82%B5%E3%83%B3%E3%83%97%E3%83%AB"
                        + "&country=Japan&region=Tokyo&employees=2%2C500&tags=a&tags=b");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("territory").asText()).isEqualTo("jp-kanto-enterprise");
        JsonNode account = record(answer).path("account");
        assertThat(account.path("name").asText()).isEqualTo("株式会社サンプル");
        assertThat(account.path("employees").asInt()).isEqualTo(2500);
        assertThat(account.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void aFormHasTheSameKeysRepeatsAndFlags() {
        String body = "source=web&externalId=f2&country=DE&postalCode=20095&idempotencyKey=k-1";
        Api.Answer first = form("/api/assignments", body);
        Api.Answer again = form("/api/assignments", body);
        Api.Answer other = form("/api/assignments", body.replace("20095", "80331"));
        Api.Answer json = api.post(
                "/api/assignments",
                "{\"source\": \"web\", \"externalId\": \"f2\", \"country\": \"Germany\", \"postalCode\": \"20095\"}");
        Api.Answer trial = form("/api/assignments", "source=web&externalId=f3&country=DE&test=true");
        Api.Answer preview = form("/api/assignments/preview?at=2026-12-29T01:00:00Z", "externalId=f4&country=DE");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(other.json().path("code").asText()).isEqualTo("key-reused");
        assertThat(json.json().path("reason").asText()).isEqualTo("repeat of the call before");
        assertThat(trial.json().path("test").asBoolean()).isTrue();
        assertThat(trial.json().has("assignmentId")).isFalse();
        assertThat(preview.json().path("decidedAt").asText()).isEqualTo("2026-12-29T01:00:00Z");
    }

    @Test
    void aFormThatCantBeReadIsRefusedWithItsPlace() {
        Api.Answer bytes = form("/api/assignments", "externalId=1&name=M%FCller");
        Api.Answer flag = form("/api/assignments", "externalId=1&test=maybe");
        Api.Answer nobody = form("/api/assignments", "name=Nobody");
        Api.Answer json = form("/api/assignments", "{\"externalId\": \"1\"}");

        assertThat(bytes.json().path("code").asText()).isEqualTo("malformed-form");
        assertThat(bytes.json().path("issues").path(0).path("place").asText()).isEqualTo("name");
        assertThat(flag.json().path("issues").path(0).path("place").asText()).isEqualTo("/test");
        assertThat(nobody.json().path("code").asText()).isEqualTo("no-identity");
        assertThat(json.status()).isEqualTo(415);
    }

    @Test
    void aRefusedFormIsKeptMaskedAndSubmittedAgain() throws Exception {
        form("/api/assignments", "name=Acme&person=Jane+Doe&note=call+jane%40acme.example&test=perhaps");
        form("/api/assignments", "externalId=f9&country=SE&person=Jane+Doe&idempotencyKey=k9");
        form("/api/assignments", "externalId=f10&country=SE&person=Jane+Doe&idempotencyKey=k9");

        List<JsonNode> calls = refused(2);
        Api.Answer submitted = api.post("/api/intake/" + calls.get(1).path("id").asText() + "/submit", "");

        assertThat(calls.get(0).path("body").asText())
                .contains("\"name\":\"Acme\"", "\"person\":\"***\"", "call ***")
                .doesNotContain("Jane", "jane");
        assertThat(calls.get(1).path("code").asText()).isEqualTo("key-reused");
        assertThat(submitted.json().path("code").asText()).isEqualTo("key-reused");
    }
}
