package landfall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and bodies of other shapes are decided, repeated, refused and submitted again as plain ones are. */
class CallersTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private static LandfallService service;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        Path settings = folder.resolve("config.yml");
        Files.writeString(
                settings,
                Files.readString(Path.of("config.yml"))
                                .replace("port: 8080", "port: 0")
                                .replace("port: 8081", "port: 0")
                                .replace("jdbc:h2:file:./data/landfall", "jdbc:h2:file:" + folder.resolve("landfall"))
                        + """

                sources:
                  crm: {preset: salesforce, fields: [Tier__c]}
                  hubspot: {preset: hubspot-workflow}
                  hubspot-app: {preset: hubspot-app, map: {source: {constant: hubspot}}}
                  shop:
                    each: /orders
                    map: {externalId: /customer/id, name: /customer/name, country: /customer/country, idempotencyKey: /no, test: /trial}
                  named: [campaign]
                """);
        service = LandfallService.of(settings);
        api = new Api(service.port());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Api.Answer form(String path, String form, String... headers) {
        return api.postText(path, FORM, form, headers);
    }

    private JsonNode record(Api.Answer answer) {
        return api.get("/api/assignments/" + answer.json().path("assignmentId").asText())
                .json();
    }

    /** The kept call whose body has that text, once it is there. */
    private JsonNode refused(String text) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            for (JsonNode call : api.get("/api/intake?limit=200").json().path("calls")) {
                if (call.path("body").asText().contains(text)) {
                    return call;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not kept: " + text);
    }

    private Api.Answer submit(JsonNode refused) {
        return api.post("/api/intake/" + refused.path("id").asText() + "/submit", "");
    }

    private static String country(Api.Answer answer, int event) {
        return api.get("/api/assignments/"
                        + answer.json().path(event).path("assignmentId").asText())
                .json()
                .path("account")
                .path("country")
                .asText();
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
        form("/api/assignments", "name=Quark+Oy&person=Jane+Doe&note=call+jane%40acme.example&test=perhaps");
        form("/api/assignments", "externalId=f9&country=SE", "Idempotency-Key", "k9");
        form("/api/assignments", "externalId=f10&country=SE&city=Lund", "Idempotency-Key", "k9");

        JsonNode masked = refused("Quark");
        Api.Answer submitted = submit(refused("Lund"));

        assertThat(masked.path("body").asText())
                .contains("\"person\":\"***\"", "call ***")
                .doesNotContain("Jane", "jane");
        assertThat(record(submitted).path("account").path("city").asText()).isEqualTo("Lund");
        assertThat(submit(masked).json().path("code").asText()).isEqualTo("invalid-value");
    }

    @Test
    void aBodyOfAnotherShapeIsReadByItsSourcesMap() {
        String body =
                """
                {"attributes": {"type": "Account"}, "Id": "001A", "Name": "Lindt Maschinenbau", "BillingCountry": "Österreich",
                 "NumberOfEmployees": 80, "Tier__c": "gold", "Industry": {"label": "Steel"}}
                """;
        Api.Answer answer = api.post("/api/assignments?source=crm", body, "Idempotency-Key", "s-1");
        Api.Answer again = api.post(
                "/api/assignments?source=crm", body.replace("\"Account\"", "\"Account2\""), "Idempotency-Key", "s-1");
        Api.Answer other = api.post("/api/assignments?source=crm", body.replace("80", "81"), "Idempotency-Key", "s-1");

        JsonNode account = record(answer).path("account");
        assertThat(account.path("source").asText()).isEqualTo("crm");
        assertThat(account.path("country").asText()).isEqualTo("AT");
        assertThat(account.path("attributes").path("Tier__c").asText()).isEqualTo("gold");
        assertThat(answer.json().path("warnings").toString())
                .contains("industry: /Industry is an object, not a single value");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(other.json().path("code").asText()).isEqualTo("key-reused");
        assertThat(api.post("/api/assignments/preview?source=crm", body).json().path("territory"))
                .isEqualTo(answer.json().path("territory"));
    }

    @Test
    void aSourceWithoutAMapNamesTheAccountsSource() {
        Api.Answer answer = api.post("/api/assignments?source=named", "{\"externalId\": \"n1\", \"country\": \"SE\"}");
        Api.Answer typo = api.post("/api/assignments?source=nmaed", "{}");

        assertThat(record(answer).path("account").path("source").asText()).isEqualTo("named");
        assertThat(typo.json().path("issues").path(0).path("hint").asText()).isEqualTo("did you mean \"named\"?");
    }

    @Test
    void eachEventIsDecidedOnceAndAnsweredInItsPlace() throws Exception {
        String events =
                """
                {"orders": [{"no": "o-1", "customer": {"id": "c1", "name": "Eins", "country": "DE"}},
                            {"no": "o-2", "customer": {"name": "Nobody Ltd"}, "trial": "perhaps"},
                            {"no": "o-3", "customer": {"id": "c3", "country": "DE"}, "trial": true},
                            7]}
                """;
        Api.Answer answer = api.post("/api/assignments/events?source=shop", events);
        Api.Answer again = api.post("/api/assignments/events?source=shop", events);
        Api.Answer replay = api.post(
                "/api/assignments/events?source=shop",
                "{\"orders\": {\"no\": \"o-1\", \"customer\": {\"id\": \"c1\", \"name\": \"Eins\", \"country\": \"DE\"}, \"attempt\": 2}}");
        JsonNode kept = refused("Nobody Ltd");

        assertThat(answer.json()).hasSize(4);
        assertThat(answer.json().path(0).path("status").asText()).isNotEmpty();
        assertThat(answer.json().path(1).path("code").asText()).isEqualTo("invalid-value");
        assertThat(answer.json().path(2).path("test").asBoolean()).isTrue();
        assertThat(answer.json().path(3).path("code").asText()).isEqualTo("invalid-value");
        assertThat(again.json().path(0)).isEqualTo(answer.json().path(0));
        assertThat(again.header("Idempotent-Replay")).isEmpty();
        assertThat(replay.json().path(0)).isEqualTo(answer.json().path(0));
        assertThat(replay.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(kept.path("source").asText()).isEqualTo("shop");
        assertThat(kept.path("body").asText()).contains("o-2").doesNotContain("o-1");
        assertThat(submit(kept).json().path("issues").path(0).path("place").asText())
                .isEqualTo("/test");
    }

    @Test
    void eventsNeedASourceThatHasSeveral() {
        assertThat(api.post("/api/assignments/events", "[]").json().path("code").asText())
                .isEqualTo("invalid-parameter");
        assertThat(api.post("/api/assignments/events?source=crm", "{}")
                        .json()
                        .path("issues")
                        .toString())
                .contains("send them to /api/assignments.");
        assertThat(api.post("/api/assignments?source=shop", "{}")
                        .json()
                        .path("issues")
                        .toString())
                .contains("send them to /api/assignments/events.");
        assertThat(api.post("/api/assignments/events?source=shop", "{\"order\": []}")
                        .json()
                        .path("issues")
                        .toString())
                .contains("/orders");
        assertThat(api.post("/api/assignments/events?source=shop", "{\"orders\": []}")
                        .text())
                .isEqualTo("[]");
        String many = "{\"orders\": [" + "1,".repeat(1_000) + "1]}";
        assertThat(api.post("/api/assignments/events?source=shop", many).status())
                .isEqualTo(413);
    }

    @Test
    void anAppsEventsChangeWhatIsKnown() throws Exception {
        api.post(
                "/api/assignments?source=hubspot",
                """
                {"portalId": 4471, "companyId": 501, "properties": {"name": {"value": "Station Zehn"}, "country": {"value": "Antarctica"}}}
                """);
        String events =
                """
                [{"objectId": 501, "propertyName": "country", "propertyValue": "Germany", "eventId": 1, "subscriptionId": 2,
                  "portalId": 4471, "occurredAt": 5, "subscriptionType": "company.propertyChange", "attemptNumber": 0},
                 {"objectId": 501, "propertyName": "zip", "propertyValue": "20095", "eventId": 2, "subscriptionId": 3,
                  "portalId": 4471, "occurredAt": 5, "subscriptionType": "company.propertyChange", "attemptNumber": 0},
                 {"objectId": 502, "propertyName": "country", "propertyValue": "France", "eventId": 3, "subscriptionId": 2,
                  "portalId": 4471, "occurredAt": 6, "subscriptionType": "company.propertyChange", "attemptNumber": 0},
                 {"objectId": 501, "eventId": 4, "subscriptionId": 4, "portalId": 4471, "occurredAt": 7,
                  "subscriptionType": "company.deletion", "attemptNumber": 0}]
                """;

        Api.Answer answer = api.post("/api/assignments/events?source=hubspot-app", events);
        Api.Answer again = api.post(
                "/api/assignments/events?source=hubspot-app",
                events.replace("\"attemptNumber\": 0", "\"attemptNumber\": 1"));
        JsonNode unknown = refused("\"propertyValue\":\"France\"");

        assertThat(country(answer, 0)).isEqualTo("DE");
        JsonNode second = api.get("/api/assignments/"
                        + answer.json().path(1).path("assignmentId").asText())
                .json();
        assertThat(second.path("account").path("name").asText()).isEqualTo("Station Zehn");
        assertThat(second.path("account").path("country").asText()).isEqualTo("DE");
        assertThat(second.path("account").path("postalCode").asText()).isEqualTo("20095");
        assertThat(answer.json().path(2).path("code").asText()).isEqualTo("account-unknown");
        assertThat(answer.json().path(3).path("code").asText()).isEqualTo("nothing-told");
        assertThat(again.json().path(0)).isEqualTo(answer.json().path(0));
        assertThat(again.json().path(1)).isEqualTo(answer.json().path(1));

        api.post(
                "/api/assignments?source=hubspot",
                "{\"companyId\": 502, \"properties\": {\"country\": {\"value\": \"Spain\"}}}");
        Api.Answer submitted = submit(unknown);
        assertThat(record(submitted).path("account").path("country").asText()).isEqualTo("FR");
    }
}
