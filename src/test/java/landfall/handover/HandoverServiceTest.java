package landfall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.http.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reps who hand their accounts over, over HTTP, with the sample rules; on H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandoverServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private LandfallService service;
    private Api api;

    /** Of a database that is empty. */
    String database() throws Exception {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService(database());
        api = service.api();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void toARepAfterALookAtIt() throws Exception {
        bring("r", "okafor", "US,CA", 3);
        hold("r", "a2");
        JsonNode looked = ask("okafor", "\"rep\":\"delgado\",\"note\":\"Ask for Jo Doe\",\"sources\":[\"r\"]");
        assertThat(looked.path("state").asText()).isEqualTo("planned");
        assertThat(looked.path("plan").path("accounts").asInt()).isEqualTo(3);
        assertThat(looked.path("plan").path("moves").asInt()).isEqualTo(2);
        assertThat(looked.path("plan").path("held").asText()).isEqualTo("stay");
        assertThat(looked.path("plan")
                        .path("staying")
                        .path(0)
                        .path("externalId")
                        .asText())
                .isEqualTo("a2");
        assertThat(looked.path("plan").path("loads").toString())
                .contains(
                        "{\"rep\":\"delgado\",\"before\":0,\"after\":2}",
                        "{\"rep\":\"okafor\",\"before\":3,\"after\":1}");
        assertThat(owners("r")).isEqualTo(Map.of("okafor", 3L));
        String id = looked.path("id").asText();
        JsonNode moves = api.get("/api/handovers/" + id + "/moves").json();
        assertThat(moves.path("moves")).hasSize(2);
        assertThat(moves.path("moves").path(0).path("to").path("repId").asText())
                .isEqualTo("delgado");
        JsonNode done = run(id);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("run").path("moved").asInt()).isEqualTo(2);
        assertThat(owners("r")).isEqualTo(Map.of("okafor", 1L, "delgado", 2L));
        JsonNode record = latest("r", "a0");
        assertThat(record.path("kind").asText()).isEqualTo("handed-over");
        assertThat(record.path("reason").asText())
                .isEqualTo("handed over from okafor by carol: new role; given to delgado");
        assertThat(record.path("run").path("id").asText())
                .isEqualTo(done.path("run").path("id").asText());
        assertThat(record.path("personal").has("note")).isTrue();
        assertThat(record.toString()).doesNotContain("Jo Doe");
        JsonNode change = change(record.path("id").asText());
        assertThat(change.path("note").asText()).isEqualTo("Ask for Jo Doe");
        assertThat(change.path("previousRepId").asText()).isEqualTo("okafor");
        assertThat(api.get("/api/assignments/" + record.path("id").asText() + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .startsWith("With delgado");
        assertThat(run(id).path("run")).isEqualTo(done.path("run"));
        assertThat(api.remove("/api/handovers/" + id + "?by=carol")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("handover-over");
        assertThat(api.get("/api/handovers?rep=okafor")
                        .json()
                        .path("handovers")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void byTurnsOfATerritoryAsCallsTakeThem() throws Exception {
        bring("t", "alvarez", "US,CO", 9);
        long turns = turns("us-mountain-enterprise");
        JsonNode looked = ask("alvarez", "\"territory\":\"us-mountain-enterprise\",\"sources\":[\"t\"]");
        assertThat(turns("us-mountain-enterprise")).isEqualTo(turns);
        Map<String, Long> foreseen = StreamSupport.stream(
                        api.get("/api/handovers/" + looked.path("id").asText() + "/moves")
                                .json()
                                .path("moves")
                                .spliterator(),
                        false)
                .collect(Collectors.groupingBy(
                        move -> move.path("to").path("repId").asText(), Collectors.counting()));
        assertThat(run(looked.path("id").asText()).path("state").asText()).isEqualTo("done");
        Map<String, Long> owners = owners("t");
        assertThat(owners).isEqualTo(foreseen).containsOnlyKeys("hayes", "yazzie");
        assertThat(Math.abs(owners.get("hayes") - owners.get("yazzie"))).isEqualTo(1);
        assertThat(turns("us-mountain-enterprise")).isEqualTo(turns + 9);
        assertThat(latest("t", "a0").path("territory").asText()).isEqualTo("us-mountain-enterprise");
        assertThat(api.get("/api/audit/fairness?pool=us-mountain-enterprise")
                        .json()
                        .path("fair")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void byTheRulesAndTheCompanyGoesAlong() throws Exception {
        api.postText(
                "/api/book",
                "text/csv",
                """
                source,externalId,name,country,region,industry,employees,domain,owner,territory
                b,c0,Cedar One,US,CO,Software,900,cedar-one.com,alvarez,us-west-enterprise
                b,c1,Cedar One,US,CO,Software,900,cedar-one.com,alvarez,us-west-enterprise
                b,c2,Cedar Two,US,CO,Software,900,cedar-two.com,alvarez,us-west-enterprise
                """);
        JsonNode looked = ask("alvarez", "\"byRules\":true,\"sources\":[\"b\"]");
        assertThat(run(looked.path("id").asText()).path("state").asText()).isEqualTo("done");
        assertThat(owners("b")).doesNotContainKey("alvarez");
        JsonNode leads = latest("b", "c0");
        assertThat(leads.path("territory").asText()).startsWith("us-mountain-");
        assertThat(latest("b", "c1").path("owner")).isEqualTo(leads.path("owner"));
        assertThat(latest("b", "c1").path("rule").asText()).isEqualTo("existing company");
        JsonNode next = api.post(
                        "/api/assignments",
                        "{\"source\":\"b\",\"externalId\":\"c3\",\"country\":\"US\",\"region\":\"CO\",\"domain\":\"cedar-one.com\"}")
                .json();
        assertThat(next.path("repId")).isEqualTo(leads.path("owner"));
    }

    @Test
    void whatWentToSomebodyElseMeanwhileStays() throws Exception {
        bring("m", "rossi", "US,NY", 2);
        JsonNode looked = ask("rossi", "\"rep\":\"feldman\",\"sources\":[\"m\"]");
        String assignment = latest("m", "a1").path("id").asText();
        api.post(
                "/api/assignments/" + assignment + "/reassign",
                "{\"rep\":\"adeyemi\",\"by\":\"tom\",\"reason\":\"knows them\"}");
        JsonNode done = run(looked.path("id").asText());
        assertThat(done.path("run").path("moved").asInt()).isEqualTo(1);
        assertThat(done.path("run").path("skipped").asInt()).isEqualTo(1);
        JsonNode skipped = api.get("/api/handovers/" + looked.path("id").asText() + "/skipped")
                .json()
                .path("skipped")
                .path(0);
        assertThat(skipped.path("externalId").asText()).isEqualTo("a1");
        assertThat(skipped.path("why").asText()).isEqualTo("moved-since");
        assertThat(owners("m")).isEqualTo(Map.of("feldman", 1L, "adeyemi", 1L));
    }

    @Test
    void byItselfWhenHisLastDayIsOver() throws Exception {
        bring("l", "tran", "US,TX", 4);
        hold("l", "a3");
        JsonNode waiting = ask("tran", "\"rep\":\"mitchell\",\"when\":\"leaving\",\"sources\":[\"l\"]");
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("plan").path("moves").asInt()).isEqualTo(3);
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
        assertThat(api.put("/api/reps/tran?by=carol", "{\"activeTo\":\"" + yesterday + "\"}")
                        .status())
                .isEqualTo(200);
        JsonNode done = await(waiting.path("id").asText());
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("plan").path("held").asText()).isEqualTo("move");
        assertThat(owners("l")).isEqualTo(Map.of("mitchell", 4L));
        JsonNode held = latest("l", "a3");
        assertThat(held.path("hold").path("reason").asText()).isEqualTo("talks");
        assertThat(api.get("/api/accounts/l/a3/hold").json().path("repId").asText())
                .isEqualTo("mitchell");
    }

    @Test
    void aHandoverIsCancelledBeforeItBegins() {
        String id = ask("clarke", "\"rep\":\"osei\"").path("id").asText();
        assertThat(api.remove("/api/handovers/" + id + "?by=carol")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
        Answer refused = api.post("/api/handovers/" + id + "/run", "{\"by\":\"carol\"}");
        assertThat(refused.json().path("code").asText()).isEqualTo("handover-over");
    }

    @Test
    void everyFaultIsTold() {
        assertThat(places(api.post("/api/reps/clarke/handover", "{\"when\":\"soon\",\"held\":\"perhaps\"}")))
                .containsExactly("/rep", "/when", "/held", "/reason", "/by");
        assertThat(places(api.post(
                        "/api/reps/clarke/handover", "{\"rep\":\"clarke\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/rep");
        assertThat(places(api.post(
                        "/api/reps/clarke/handover", "{\"rep\":\"brandt\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/rep");
        assertThat(places(api.post(
                        "/api/reps/clarke/handover", "{\"territory\":\"mars\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/territory");
        assertThat(api.post("/api/reps/nobody/handover", "{}").status()).isEqualTo(404);
        assertThat(api.get("/api/handovers/none").status()).isEqualTo(404);
        String id = ask("clarke", "\"rep\":\"osei\"").path("id").asText();
        assertThat(places(api.get("/api/handovers/" + id + "/moves?after=5"))).containsExactly("query after");
        assertThat(places(api.post("/api/handovers/" + id + "/run", "{}"))).containsExactly("/by");
    }

    private void bring(String source, String owner, String where, int accounts) {
        String rows = IntStream.range(0, accounts)
                .mapToObj(i -> source + ",a" + i + "," + where + "," + owner + "\n")
                .collect(Collectors.joining());
        JsonNode answer = api.postText("/api/book", "text/csv", "source,externalId,country,region,owner\n" + rows)
                .json();
        assertThat(answer.path("added").asInt()).isEqualTo(accounts);
    }

    private void hold(String source, String externalId) {
        Answer held = api.put(
                "/api/accounts/" + source + "/" + externalId + "/hold",
                "{\"until\":\"2030-01-01\",\"reason\":\"talks\",\"by\":\"carol\"}");
        assertThat(held.status()).isEqualTo(200);
    }

    private JsonNode ask(String rep, String terms) {
        Answer answer =
                api.post("/api/reps/" + rep + "/handover", "{" + terms + ",\"reason\":\"new role\",\"by\":\"carol\"}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode run(String id) throws InterruptedException {
        assertThat(api.post("/api/handovers/" + id + "/run", "{\"by\":\"carol\"}")
                        .status())
                .isEqualTo(200);
        return await(id);
    }

    private JsonNode await(String id) throws InterruptedException {
        while (true) {
            JsonNode handover = api.get("/api/handovers/" + id).json();
            if (List.of("done", "failed", "stopped")
                    .contains(handover.path("state").asText())) {
                return handover;
            }
            Thread.sleep(50);
        }
    }

    private Map<String, Long> owners(String source) {
        Map<String, Long> owners = new HashMap<>();
        api.get("/api/book").text().lines().map(HandoverServiceTest::read).forEach(row -> {
            if (row.path("source").asText().equals(source)) {
                owners.merge(row.path("owner").asText(), 1L, Long::sum);
            }
        });
        return owners;
    }

    private JsonNode latest(String source, String externalId) {
        return api.get("/api/assignments?account=" + source + "/" + externalId)
                .json()
                .path("assignments")
                .path(0);
    }

    private JsonNode change(String assignmentId) {
        return StreamSupport.stream(
                        api.get("/api/changes?after=0&limit=1000")
                                .json()
                                .path("changes")
                                .spliterator(),
                        false)
                .filter(change -> change.path("assignmentId").asText().equals(assignmentId))
                .findFirst()
                .orElseThrow();
    }

    private long turns(String pool) {
        return StreamSupport.stream(
                        api.get("/api/rotations").json().path("rotations").spliterator(), false)
                .filter(rotation -> rotation.path("pool").asText().equals(pool))
                .mapToLong(rotation -> rotation.path("turn").asLong())
                .sum();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static List<String> places(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return StreamSupport.stream(answer.json().path("issues").spliterator(), false)
                .map(issue -> issue.path("place").asText())
                .toList();
    }
}
