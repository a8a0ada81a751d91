package landfall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of accounts when reps leave, and of handovers that don't go as they were meant, with the sample rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingServiceTest {

    @TempDir
    static Path folder;

    private LandfallService service;
    private Api api;
    private HandoverCalls calls;

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"));
        api = service.api();
        calls = new HandoverCalls(api);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void leaves(String rep) {
        String lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
        assertThat(api.put("/api/reps/" + rep + "?by=carol", "{\"activeTo\":\"" + lastDay + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whereTheNextRepLeftTooTheRulesSayAndNeitherIsAnOwnerAgain() throws Exception {
        api.postText(
                "/api/book",
                "text/csv",
                """
                source,externalId,name,country,region,employees,domain,owner,territory
                s,t0,Bayou One,US,TX,9000,bayou-one.com,tran,us-south-enterprise
                s,t1,Bayou Two,US,TX,9000,bayou-two.com,tran,us-south-enterprise
                """);
        String calledOff = calls.ask("tran", "\"rep\":\"boudreaux\",\"when\":\"leaving\"")
                .path("id")
                .asText();
        api.remove("/api/handovers/" + calledOff + "?by=carol");
        JsonNode waiting = calls.ask("tran", "\"rep\":\"mitchell\",\"when\":\"leaving\"");
        assertThat(waiting.path("plan").path("to").path("rep").asText()).isEqualTo("mitchell");
        leaves("mitchell");
        leaves("tran");

        JsonNode done = calls.await(waiting.path("id").asText());
        assertThat(done.path("to").path("rep").asText()).isEqualTo("mitchell");
        assertThat(done.path("plan").path("to")).isEmpty();
        assertThat(done.path("run").path("moved").asInt()).isEqualTo(2);
        assertThat(calls.owners("s")).doesNotContainKeys("tran", "mitchell");
        assertThat(api.get("/api/handovers/" + calledOff).json().path("state").asText())
                .isEqualTo("cancelled");

        for (String account : new String[] {"t0", "t1", "t2"}) {
            String body = "{\"source\":\"s\",\"externalId\":\"" + account
                    + "\",\"country\":\"US\",\"region\":\"TX\",\"employees\":9000,\"domain\":\"bayou-one.com\","
                    + "\"currentOwner\":\"tran\",\"reassign\":true}";
            JsonNode again = api.post("/api/assignments", body).json();
            assertThat(again.path("repId").asText()).isNotEmpty().isNotIn("tran", "mitchell");
            assertThat(HandoverCalls.places(api.post(
                            "/api/assignments/" + again.path("assignmentId").asText() + "/reassign",
                            "{\"rep\":\"tran\",\"by\":\"carol\",\"reason\":\"knew them\"}")))
                    .containsExactly("/rep");
        }
    }

    @Test
    void nobodyGetsAnythingWhoLeftSinceTheLook() throws Exception {
        calls.bring("n", "clarke", "GB,London", 2);
        String id = calls.ask("clarke", "\"rep\":\"osei\"").path("id").asText();
        leaves("osei");
        JsonNode done = calls.run(id);
        assertThat(done.path("run").path("skipped").asInt()).isEqualTo(2);
        assertThat(calls.owners("n")).isEqualTo(Map.of("clarke", 2L));
        assertThat(api.get("/api/handovers/" + id + "/skipped")
                        .json()
                        .path("skipped")
                        .path(0)
                        .path("why")
                        .asText())
                .isEqualTo("rep-inactive");
    }

    @Test
    void oneWhoIsInNoRosterAnyMoreHandsOver() throws Exception {
        assertThat(api.put("/api/reps/temp?by=carol", "{\"name\":\"Tem Porary\"}")
                        .status())
                .isEqualTo(200);
        calls.bring("g", "temp", "US,CA", 2);
        assertThat(api.remove("/api/reps/temp?by=carol").status()).isEqualTo(200);
        JsonNode looked = calls.ask("temp", "\"rep\":\"nguyen\",\"when\":\"leaving\"");
        assertThat(looked.path("plan").path("held").asText()).isEqualTo("move");
        JsonNode done = calls.await(looked.path("id").asText());
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(calls.owners("g")).isEqualTo(Map.of("nguyen", 2L));
    }

    @Test
    void aRunThatIsStoppedLeavesTheRestWhereItIs() throws Exception {
        int accounts = 1_500;
        calls.bring("x", "hayes", "US,UT", accounts);
        String id = calls.ask("hayes", "\"rep\":\"yazzie\"").path("id").asText();
        api.post("/api/handovers/" + id + "/run", "{\"by\":\"carol\"}");
        api.remove("/api/handovers/" + id + "?by=dan&reason=too%20early");
        JsonNode stopped = calls.await(id);
        assertThat(stopped.path("state").asText()).isEqualTo("stopped");
        assertThat(stopped.path("run").path("detail").asText()).isEqualTo("dan stopped it: too early");
        long moved = stopped.path("run").path("moved").asLong();
        assertThat(moved).isLessThan(accounts);
        Map<String, Long> owners = calls.owners("x");
        assertThat(owners.get("hayes")).isEqualTo(accounts - moved);
        assertThat(owners.getOrDefault("yazzie", 0L)).isEqualTo(moved);
        assertThat(api.remove("/api/handovers/" + id + "?by=dan")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("handover-over");
        assertThat(calls.ask("hayes", "\"rep\":\"yazzie\"")
                        .path("plan")
                        .path("moves")
                        .asLong())
                .isEqualTo(accounts - moved);
    }
}
