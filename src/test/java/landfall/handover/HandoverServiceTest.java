package landfall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
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

    @TempDir
    static Path folder;

    private LandfallService service;
    private Api api;
    private HandoverCalls calls;

    /** Of a database that is empty. */
    String database() throws Exception {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService(database());
        api = service.api();
        calls = new HandoverCalls(api);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void toARepAfterALookAtIt() throws Exception {
        calls.bring("r", "okafor", "US,CA", 3);
        calls.hold("r", "a2");
        JsonNode looked = calls.ask("okafor", "\"rep\":\"delgado\",\"note\":\"Ask for Jo Doe\",\"sources\":[\"r\"]");
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
        assertThat(calls.owners("r")).isEqualTo(Map.of("okafor", 3L));
        String id = looked.path("id").asText();
        JsonNode moves = api.get("/api/handovers/" + id + "/moves").json();
        assertThat(moves.path("moves")).hasSize(2);
        assertThat(moves.path("moves").path(0).path("to").path("repId").asText())
                .isEqualTo("delgado");
        JsonNode done = calls.run(id);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("run").path("moved").asInt()).isEqualTo(2);
        assertThat(calls.owners("r")).isEqualTo(Map.of("okafor", 1L, "delgado", 2L));
        JsonNode record = calls.latest("r", "a0");
        assertThat(record.path("kind").asText()).isEqualTo("handed-over");
        assertThat(record.path("reason").asText())
                .isEqualTo("handed over from okafor by carol: new role; given to delgado");
        assertThat(record.path("run").path("id").asText())
                .isEqualTo(done.path("run").path("id").asText());
        assertThat(record.path("personal").has("note")).isTrue();
        assertThat(record.toString()).doesNotContain("Jo Doe");
        JsonNode change = calls.change(record.path("id").asText());
        assertThat(change.path("note").asText()).isEqualTo("Ask for Jo Doe");
        assertThat(change.path("previousRepId").asText()).isEqualTo("okafor");
        assertThat(api.get("/api/assignments/" + record.path("id").asText() + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .startsWith("With delgado");
        assertThat(calls.run(id).path("run")).isEqualTo(done.path("run"));
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
        calls.bring("t", "alvarez", "US,CO", 9);
        long turns = calls.turns("us-mountain-enterprise");
        JsonNode looked = calls.ask("alvarez", "\"territory\":\"us-mountain-enterprise\",\"sources\":[\"t\"]");
        assertThat(calls.turns("us-mountain-enterprise")).isEqualTo(turns);
        Map<String, Long> foreseen = StreamSupport.stream(
                        api.get("/api/handovers/" + looked.path("id").asText() + "/moves")
                                .json()
                                .path("moves")
                                .spliterator(),
                        false)
                .collect(Collectors.groupingBy(
                        move -> move.path("to").path("repId").asText(), Collectors.counting()));
        assertThat(calls.run(looked.path("id").asText()).path("state").asText()).isEqualTo("done");
        Map<String, Long> owners = calls.owners("t");
        assertThat(owners).isEqualTo(foreseen).containsOnlyKeys("hayes", "yazzie");
        assertThat(Math.abs(owners.get("hayes") - owners.get("yazzie"))).isEqualTo(1);
        assertThat(calls.turns("us-mountain-enterprise")).isEqualTo(turns + 9);
        assertThat(calls.latest("t", "a0").path("territory").asText()).isEqualTo("us-mountain-enterprise");
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
                b,c0,Cedar One,US,CO,Software,9000,cedar-one.com,alvarez,us-west-enterprise
                b,c1,Cedar One,US,CO,Software,9000,cedar-one.com,alvarez,us-west-enterprise
                b,c2,Cedar Two,US,CO,Software,9000,cedar-two.com,alvarez,us-west-enterprise
                """);
        JsonNode looked = calls.ask("alvarez", "\"byRules\":true,\"sources\":[\"b\"]");
        assertThat(calls.run(looked.path("id").asText()).path("state").asText()).isEqualTo("done");
        assertThat(calls.owners("b")).doesNotContainKey("alvarez");
        JsonNode leads = calls.latest("b", "c0");
        assertThat(leads.path("territory").asText()).isEqualTo("us-mountain-enterprise");
        assertThat(calls.latest("b", "c1").path("owner")).isEqualTo(leads.path("owner"));
        assertThat(calls.latest("b", "c1").path("rule").asText()).isEqualTo("existing company");
        JsonNode next = api.post(
                        "/api/assignments",
                        "{\"source\":\"b\",\"externalId\":\"c3\",\"country\":\"US\",\"region\":\"CO\",\"domain\":\"cedar-one.com\"}")
                .json();
        assertThat(next.path("repId")).isEqualTo(leads.path("owner"));
    }

    @Test
    void whatWentToSomebodyElseMeanwhileStays() throws Exception {
        calls.bring("m", "rossi", "US,NY", 2);
        JsonNode looked = calls.ask("rossi", "\"rep\":\"feldman\",\"sources\":[\"m\"]");
        String assignment = calls.latest("m", "a1").path("id").asText();
        api.post(
                "/api/assignments/" + assignment + "/reassign",
                "{\"rep\":\"adeyemi\",\"by\":\"tom\",\"reason\":\"knows them\"}");
        JsonNode done = calls.run(looked.path("id").asText());
        assertThat(done.path("run").path("moved").asInt()).isEqualTo(1);
        assertThat(done.path("run").path("skipped").asInt()).isEqualTo(1);
        JsonNode skipped = api.get("/api/handovers/" + looked.path("id").asText() + "/skipped")
                .json()
                .path("skipped")
                .path(0);
        assertThat(skipped.path("externalId").asText()).isEqualTo("a1");
        assertThat(skipped.path("why").asText()).isEqualTo("moved-since");
        assertThat(calls.owners("m")).isEqualTo(Map.of("feldman", 1L, "adeyemi", 1L));
    }

    @Test
    void byItselfWhenHisLastDayIsOver() throws Exception {
        calls.bring("l", "tran", "US,TX", 4);
        calls.hold("l", "a3");
        JsonNode waiting = calls.ask("tran", "\"rep\":\"mitchell\",\"when\":\"leaving\",\"sources\":[\"l\"]");
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("plan").path("moves").asInt()).isEqualTo(3);
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
        assertThat(api.put("/api/reps/tran?by=carol", "{\"activeTo\":\"" + yesterday + "\"}")
                        .status())
                .isEqualTo(200);
        JsonNode done = calls.await(waiting.path("id").asText());
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("plan").path("held").asText()).isEqualTo("move");
        assertThat(calls.owners("l")).isEqualTo(Map.of("mitchell", 4L));
        JsonNode held = calls.latest("l", "a3");
        assertThat(held.path("hold").path("reason").asText()).isEqualTo("talks");
        assertThat(api.get("/api/accounts/l/a3/hold").json().path("repId").asText())
                .isEqualTo("mitchell");
    }

    @Test
    void aHandoverIsCancelledBeforeItBegins() {
        String id = calls.ask("clarke", "\"rep\":\"osei\"").path("id").asText();
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
        assertThat(HandoverCalls.places(
                        api.post("/api/reps/clarke/handover", "{\"when\":\"soon\",\"held\":\"perhaps\"}")))
                .containsExactly("/rep", "/when", "/held", "/reason", "/by");
        assertThat(HandoverCalls.places(api.post(
                        "/api/reps/clarke/handover", "{\"rep\":\"clarke\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/rep");
        assertThat(HandoverCalls.places(api.post(
                        "/api/reps/clarke/handover", "{\"rep\":\"brandt\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/rep");
        assertThat(HandoverCalls.places(api.post(
                        "/api/reps/clarke/handover", "{\"territory\":\"mars\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/territory");
        assertThat(
                        HandoverCalls.places(
                                api.post(
                                        "/api/reps/clarke/handover",
                                        "{\"byRules\":true,\"territories\":[null],\"sources\":[\"\"],\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/territories", "/sources");
        assertThat(HandoverCalls.places(api.post(
                        "/api/reps/clarke/handover",
                        "{\"byRules\":true,\"note\":\"" + "n".repeat(10_001)
                                + "\",\"reason\":\"why\",\"by\":\"carol\"}")))
                .containsExactly("/note");
        assertThat(api.post("/api/reps/clarke/handover", "").status()).isEqualTo(400);
        assertThat(api.post("/api/reps/clarke/handover", "null").status()).isEqualTo(400);
        assertThat(api.post("/api/reps/clarke/handover", "{\"teritory\":\"mars\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/reps/nobody/handover", "{\"byRules\":true,\"reason\":\"why\",\"by\":\"carol\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/api/handovers/none").status()).isEqualTo(404);
        String id = calls.ask("clarke", "\"rep\":\"osei\"").path("id").asText();
        assertThat(HandoverCalls.places(api.get("/api/handovers/" + id + "/moves?after=5")))
                .containsExactly("query after");
        assertThat(HandoverCalls.places(api.get("/api/handovers/" + id + "/skipped?after=-1000")))
                .containsExactly("query after");
        assertThat(HandoverCalls.places(api.remove("/api/handovers/" + id))).containsExactly("query by");
        assertThat(HandoverCalls.places(api.post("/api/handovers/" + id + "/run", "{}")))
                .containsExactly("/by");
    }
}
