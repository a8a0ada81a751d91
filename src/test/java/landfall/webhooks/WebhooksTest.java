package landfall.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of the whole service, received over HTTP; on H2. */
class WebhooksTest {

    private static final String DATA = "data";

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private Running service;
    private Api api;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void start() throws Exception {
        service = new Running(
                folder,
                Map.of(
                        "database.url", url(),
                        "database.user", url().startsWith("jdbc:h2") ? "landfall" : "postgres",
                        "webhooks.allowHttp", "true",
                        "webhooks.allowedNetworks", "127.0.0.0/8",
                        "webhooks.timeout", "2s",
                        "webhooks.retries", "100ms,200ms"));
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
        receiver.close();
    }

    private JsonNode create(String more) {
        Api.Answer made = api.post("/api/webhooks", "{\"address\": \"" + receiver.address() + "\"" + more + "}");
        assertThat(made.status()).isEqualTo(201);
        return made.json();
    }

    private static String id(JsonNode made) {
        return made.path("about").path("id").asText();
    }

    private JsonNode webhook(String id) {
        return api.get("/api/webhooks/" + id).json();
    }

    private JsonNode assign(String account) {
        return assign(account, "web", "CO");
    }

    private JsonNode assign(String account, String source, String region) {
        Api.Answer answer = api.post(
                "/api/assignments",
                "{\"source\": \"" + source + "\", \"externalId\": \"" + account + "\", \"name\": \"Company " + account
                        + "\", \"country\": \"US\", \"region\": \"" + region + "\", \"employees\": 5000}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode reassign(JsonNode assignment, String rep) {
        Api.Answer answer = api.post(
                "/api/assignments/" + assignment.path("assignmentId").asText() + "/reassign",
                "{\"rep\": \"" + rep + "\", \"by\": \"carol\", \"reason\": \"test\"}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static void await(BooleanSupplier so) throws InterruptedException {
        for (int i = 0; i < 2_000 && !so.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(so.getAsBoolean()).isTrue();
    }

    @Test
    void eachChangeIsPostedAsTheFeedHasItAndSigned() throws Exception {
        assign("before");
        JsonNode made = create("");
        JsonNode first = assign("a");
        reassign(reassign(first, "suzuki"), "okafor");
        api.postText(
                "/api/book",
                "text/csv",
                "source,externalId,owner,territory\nweb,a,nguyen,us-west-enterprise\ncrm,b,hayes,us-west-enterprise\n");
        assign("a");

        List<Receiver.Call> calls = receiver.await(5);

        List<JsonNode> changes = new ArrayList<>();
        api.get("/api/changes?after=1").json().path("changes").forEach(changes::add);
        assertThat(calls).extracting(call -> call.json().path(DATA)).containsExactlyInAnyOrderElementsOf(changes);
        assertThat(calls)
                .filteredOn(call -> call.account().equals("a"))
                .extracting(call -> call.json().path(DATA).path("kind").asText())
                .containsExactly("assigned", "reassigned", "reassigned", "imported");
        assertThat(changes)
                .extracting(change -> change.path("kind").asText())
                .containsExactly("assigned", "reassigned", "reassigned", "imported", "imported");
        assertThat(changes.get(3).path("previousTerritory").asText()).isEqualTo("us-mountain-enterprise");
        String secret = made.path("secret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        for (Receiver.Call call : calls) {
            assertThat(call.isSignedWith(secret)).isTrue();
            assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(call.json().path("type").asText()).isEqualTo("owner.changed");
            assertThat(call.json().path("timestamp"))
                    .isEqualTo(call.json().path(DATA).path("at"));
            assertThat(call.id())
                    .isEqualTo("change_"
                            + call.json().path(DATA).path("assignmentId").asText());
        }
        await(() -> webhook(id(made)).path("delivered").asLong() == 5);
        JsonNode stands = webhook(id(made));
        await(() -> webhook(id(made)).path("behind").asLong() == 0);
        assertThat(stands.path("state").asText()).isEqualTo("active");
        assertThat(stands.has("failingSince")).isFalse();
        assertThat(stands.has("secret")).isFalse();
    }

    @Test
    void itGoesOnWhereItWasAfterARestart() throws Exception {
        service.restartWith("webhooks.retries", String.join(",", Collections.nCopies(40, "1s")));
        api = service.api();
        create("");
        assign("a");
        receiver.await(1);
        receiver.answer(call -> 500);
        assign("b");
        receiver.await(2);
        service.restart();
        api = service.api();
        receiver.answer(call -> 204);
        assign("c");

        await(() -> Set.copyOf(receiver.accepted()).containsAll(Set.of("a", "b", "c")));
        assertThat(receiver.accepted()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anEventThatFailsHoldsUpItsAccountOnlyAndIsGivenUpInTheEnd() throws Exception {
        String id = id(create(""));
        receiver.answer(call -> call.account().equals("bad") ? 500 : 204);
        JsonNode bad = assign("bad");
        reassign(bad, "suzuki");
        List<String> others = IntStream.range(0, 30).mapToObj(i -> "good" + i).toList();
        others.forEach(this::assign);

        await(() -> receiver.accepted().containsAll(others));
        await(() -> webhook(id).path("failed").asLong() == 2);
        JsonNode failed = api.get("/api/webhooks/" + id + "/deliveries").json().path("deliveries");
        assertThat(failed).hasSize(2);
        assertThat(failed.get(0).path("externalId").asText()).isEqualTo("bad");
        assertThat(failed.get(0).path("attempts").asInt()).isEqualTo(3);
        assertThat(failed.get(0).path("failure").asText()).isEqualTo("answered 500");
        assertThat(failed.get(0).path("eventId").asText())
                .isEqualTo("change_" + bad.path("assignmentId").asText());
        List<String> tried = receiver.calls().stream()
                .filter(call -> call.account().equals("bad"))
                .map(Receiver.Call::id)
                .toList();
        assertThat(tried).hasSize(6);
        assertThat(Set.copyOf(tried.subList(0, 3))).hasSize(1);
        assertThat(Set.copyOf(tried.subList(3, 6))).hasSize(1);

        receiver.answer(call -> 204);
        long position = failed.get(1).path("position").asLong();
        assertThat(api.post("/api/webhooks/" + id + "/deliveries/" + position + "/resend", "")
                        .json()
                        .path("events")
                        .asInt())
                .isEqualTo(1);
        await(() -> receiver.accepted().contains("bad"));
        assertThat(api.post("/api/webhooks/" + id + "/deliveries/" + position + "/resend", "")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("not-given-up");
        assertThat(api.post("/api/webhooks/" + id + "/deliveries/resend", "")
                        .json()
                        .path("events")
                        .asInt())
                .isEqualTo(1);
        await(() -> webhook(id).path("failed").asLong() == 0
                && webhook(id).path("waiting").asLong() == 0);
        assertThat(receiver.accepted().stream().filter("bad"::equals)).hasSize(2);
        assertThat(webhook(id).path("delivered").asLong()).isEqualTo(32);
    }

    @Test
    void aReceiverThatIsDownIsLeftAloneAndLosesNothing() throws Exception {
        String id = id(create(""));
        receiver.answer(call -> 503);
        List<String> accounts = IntStream.range(0, 100).mapToObj(i -> "a" + i).toList();
        accounts.forEach(this::assign);
        await(() -> !webhook(id).path("failingSince").isMissingNode());
        assertThat(api.get("/api/health/ready").status()).isEqualTo(200);
        assertThat(webhook(id).path("failure").asText()).isEqualTo("answered 503");
        receiver.answer(call -> 204);

        await(() -> receiver.accepted().size() + webhook(id).path("failed").asInt() == 100);
        assertThat(webhook(id).path("failed").asInt()).isLessThan(30);
    }

    @Test
    void whatIsPausedIsSentLater() throws Exception {
        String id = id(create(""));
        assertThat(api.post("/api/webhooks/" + id + "/pause", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        Thread.sleep(1_000);
        assign("a");
        Thread.sleep(1_000);
        assertThat(receiver.calls()).isEmpty();
        assertThat(webhook(id).path("behind").asLong()).isEqualTo(1);
        assertThat(api.post("/api/webhooks/" + id + "/resume", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("active");
        assertThat(receiver.await(1).get(0).account()).isEqualTo("a");
    }

    @Test
    void anAddressThatIsGoneIsSentNothingMore() throws Exception {
        String id = id(create(""));
        receiver.answer(call -> 410);
        assign("a");
        await(() -> webhook(id).path("state").asText().equals("disabled"));
        assertThat(webhook(id).path("why").asText()).contains("410");
        int calls = receiver.calls().size();
        assign("b");
        Thread.sleep(1_000);
        assertThat(receiver.calls()).hasSize(calls);
        receiver.answer(call -> 204);
        api.post("/api/webhooks/" + id + "/resume", "");
        await(() -> receiver.accepted().size() == 2);
        assertThat(receiver.accepted()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void twoSecretsCountUntilTheOverlapIsOver() throws Exception {
        JsonNode made = create("");
        String id = id(made);
        Api.Answer rotated = api.post("/api/webhooks/" + id + "/secret?overlap=1h", "");
        assertThat(rotated.status()).isEqualTo(201);
        String first = made.path("secret").asText();
        String second = rotated.json().path("secret").asText();
        assertThat(second).isNotEqualTo(first);
        Thread.sleep(1_000);
        assign("a");
        Receiver.Call both = receiver.await(1).get(0);
        assertThat(both.signature().split(" ")).hasSize(2);
        assertThat(both.isSignedWith(first)).isTrue();
        assertThat(both.isSignedWith(second)).isTrue();

        String third = api.post("/api/webhooks/" + id + "/secret?overlap=0s", "")
                .json()
                .path("secret")
                .asText();
        Thread.sleep(1_000);
        assign("b");
        Receiver.Call one = receiver.await(2).get(1);
        assertThat(one.signature().split(" ")).hasSize(1);
        assertThat(one.isSignedWith(third)).isTrue();
        assertThat(api.post("/api/webhooks/" + id + "/secret?overlap=forever", "")
                        .json()
                        .path("issues")
                        .get(0)
                        .path("place")
                        .asText())
                .isEqualTo("query overlap");
    }

    @Test
    void aTestIsPostedAtOnce() {
        JsonNode made = create("");
        JsonNode tested = api.post("/api/webhooks/" + id(made) + "/test", "").json();
        assertThat(tested.path("delivered").asBoolean()).isTrue();
        assertThat(tested.path("status").asInt()).isEqualTo(204);
        Receiver.Call call = receiver.calls().get(0);
        assertThat(call.isSignedWith(made.path("secret").asText())).isTrue();
        assertThat(call.json().path("type").asText()).isEqualTo("webhook.test");
        receiver.close();
        JsonNode dead = api.post("/api/webhooks/" + id(made) + "/test", "").json();
        assertThat(dead.path("delivered").asBoolean()).isFalse();
        assertThat(dead.has("status")).isFalse();
        assertThat(dead.path("failure").asText()).isNotEmpty();
    }

    @Test
    void onlyWhatIsAskedForIsPosted() throws Exception {
        create(", \"sources\": [\"crm\"]");
        create(", \"territories\": [\"us-mountain-enterprise\"]");
        JsonNode moved = assign("mountain", "web", "CO");
        assign("west", "web", "CA");
        assign("crm", "crm", "CA");
        assertThat(moved.path("territory").asText()).isEqualTo("us-mountain-enterprise");
        api.postText(
                "/api/book", "text/csv", "source,externalId,owner,territory\nweb,mountain,nguyen,us-west-enterprise\n");
        assign("crm2", "crm", "CA");

        await(() -> receiver.calls().size() >= 4);
        assertThat(receiver.accepted()).containsExactlyInAnyOrder("mountain", "crm", "mountain", "crm2");
    }

    @Test
    void aNewWebhookMayBeginAtTheFirstChange() throws Exception {
        assign("a");
        assign("b");
        create(", \"after\": 0");
        receiver.await(2);
        assertThat(receiver.accepted()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatIsDeletedIsPostedToNoMore() throws Exception {
        String id = id(create(""));
        assertThat(api.remove("/api/webhooks/" + id).status()).isEqualTo(200);
        Thread.sleep(1_000);
        assign("a");
        Thread.sleep(500);
        assertThat(receiver.calls()).isEmpty();
        assertThat(api.get("/api/webhooks").json().path("webhooks")).isEmpty();
        assertThat(api.get("/api/webhooks/" + id).status()).isEqualTo(404);
        assertThat(api.remove("/api/webhooks/" + id).status()).isEqualTo(404);
    }

    @Test
    void eachFaultOfAWishIsTold() {
        Map<String, String> faults = new ConcurrentHashMap<>();
        for (String address : List.of(
                "ftp://crm.example.com",
                "nothing",
                "",
                "http://10.0.0.1/x",
                "https://[::1]/",
                "https://user:pass@crm.example.com/",
                "https://crm.example.com/#here",
                "https://crm.example.com:0/",
                "https://127.1/",
                "https://crm.example.com/" + "x".repeat(2_000))) {
            JsonNode answer = api.post("/api/webhooks", "{\"address\": \"" + address + "\"}")
                    .json();
            assertThat(answer.path("code").asText()).as(address).isEqualTo("invalid-value");
            assertThat(answer.path("issues").get(0).path("place").asText())
                    .as(address)
                    .isEqualTo("/address");
            faults.put(address, answer.path("issues").get(0).path("message").asText());
        }
        assertThat(faults.get("http://10.0.0.1/x")).contains("webhooks.allowedNetworks");
        assertThat(faults.get("ftp://crm.example.com")).contains("webhooks.allowHttp");
        JsonNode several = api.post(
                        "/api/webhooks",
                        "{\"address\": \"https://crm.example.com\", \"territories\": [\"nowhere\"], \"sources\": [\" \"], \"after\": 9}")
                .json();
        assertThat(several.path("issues").findValuesAsText("place"))
                .containsExactly("/sources", "/territories", "/after");
        assertThat(api.get("/api/webhooks/none/deliveries").status()).isEqualTo(404);
        String id = id(create(""));
        assertThat(api.get("/api/webhooks/" + id + "/deliveries?status=lost&after=-1&limit=0")
                        .json()
                        .path("issues"))
                .hasSize(3);
        assertThat(api.get("/api/webhooks").json().path("webhooks")).hasSize(1);
    }

    @Test
    void thereAreSoManyAtMost() {
        for (int i = 0; i < Webhooks.MOST; i++) {
            create("");
        }
        Api.Answer more = api.post("/api/webhooks", "{\"address\": \"" + receiver.address() + "\"}");
        assertThat(more.json().path("code").asText()).isEqualTo("too-many-webhooks");
    }

    @Test
    void aReceiverThatIsSlowIsTriedAgain() throws Exception {
        create("");
        receiver.answer(call -> {
            try {
                Thread.sleep(receiver.calls().isEmpty() ? Duration.ofSeconds(3).toMillis() : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 204;
        });
        assign("a");
        List<Receiver.Call> calls = receiver.await(2);
        assertThat(calls.get(0).id()).isEqualTo(calls.get(1).id());
    }
}
