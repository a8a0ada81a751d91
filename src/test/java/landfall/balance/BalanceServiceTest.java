package landfall.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.impact.ImpactResource;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Who has how much, asked of a running service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BalanceServiceTest {

    private static final List<String> STATES = List.of("CO", "UT", "AZ", "CA", "IL", "OH", "TX", "NY");
    private static final List<String> LOAD =
            List.of("accounts", "waiting", "fallenBack", "annualRevenue", "dealSize", "kilometres");

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(
                folder,
                Map.of("balance.potential", "employees * 0.5 + max(dealSize, 10)", "balance.dailyAt", "23:59:59"));
        api = service.api();
        locateReps();
        for (int i = 0; i < 160; i++) {
            assertThat(api.post("/api/assignments", account(i)).status()).isEqualTo(200);
        }
        assertThat(api.post("/api/assignments", "{\"externalId\": \"far\", \"country\": \"AQ\"}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("fallback");
    }

    /** The three of the West have quotas, two of them are somewhere. */
    private static void locateReps() throws Exception {
        for (Map.Entry<String, String> rep : Map.of(
                        "alvarez", "{\"quota\": 1000, \"latitude\": 34.05, \"longitude\": -118.24}",
                        "nguyen", "{\"quota\": 3000.5, \"latitude\": 37.77, \"longitude\": -122.42}",
                        "kealoha", "{\"quota\": 2000}")
                .entrySet()) {
            assertThat(api.put("/api/reps/" + rep.getKey(), rep.getValue()).status())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void nothingIsToldBeforeTheFirstSnapshot() {
        assertThat(api.get("/api/balance").json().path("snapshots")).isEmpty();
        assertThat(api.get("/api/balance/none").json().path("code").asText()).isEqualTo("not-found");
    }

    @Test
    @Order(2)
    void whatEachHasIsWhatAnImpactSaysThatHeHasBefore() throws Exception {
        JsonNode balance = taken();
        JsonNode impact = impact();

        assertThat(load(balance.path("all"))).isEqualTo(load(impact.path("before")));
        for (String what : List.of("territories", "reps")) {
            Map<String, JsonNode> rows = byId(balance.path(what));
            assertThat(impact.path(what)).hasSizeGreaterThan(3);
            for (JsonNode shift : impact.path(what)) {
                assertThat(load(rows.remove(shift.path("id").asText())))
                        .as(shift.toString())
                        .isEqualTo(load(shift.path("before")));
            }
            assertThat(rows.values())
                    .allSatisfy(row -> assertThat(row.path("accounts").asLong()).isZero());
        }
        JsonNode west = byId(balance.path("territories")).get("us-west-enterprise");
        assertThat(west.path("kilometres").asDouble()).isPositive();
        assertThat(balance.path("all").path("accounts").asLong()).isEqualTo(161);
        assertThat(balance.path("all").path("fallenBack").asLong()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void potentialQuotaAndSpreadComeFromTheAccounts() throws Exception {
        JsonNode balance = api.get("/api/balance").json().path("snapshots").get(0);
        double potential = 0;
        for (int i = 0; i < 160; i++) {
            potential += 9000 * 0.5 + Math.max(i * 100, 10);
        }
        JsonNode all = balance.path("all");
        assertThat(all.path("potential").asDouble()).isEqualTo(potential + 10);
        assertThat(all.path("partlyKnown").asLong()).isEqualTo(1);
        assertThat(all.path("quota").asDouble()).isEqualTo(6000.5);
        assertThat(all.path("openAssignments").asLong()).isGreaterThanOrEqualTo(160);

        Map<String, JsonNode> reps = byId(balance.path("reps"));
        JsonNode team = byId(balance.path("teams")).get("us-west");
        List<Long> has = new ArrayList<>();
        for (String member : List.of("alvarez", "kealoha", "nguyen")) {
            has.add(reps.get(member).path("accounts").asLong());
            assertThat(reps.get(member).has("spread")).isFalse();
        }
        assertThat(team.path("accounts").asLong())
                .isEqualTo(has.stream().mapToLong(Long::longValue).sum())
                .isPositive();
        assertThat(team.path("reps").asInt()).isEqualTo(3);
        assertThat(team.path("spread").path("accounts").path("max").asLong())
                .isEqualTo(has.stream().mapToLong(Long::longValue).max().orElseThrow());
        assertThat(team.path("spread").path("accounts").path("min").asLong())
                .isEqualTo(has.stream().mapToLong(Long::longValue).min().orElseThrow());
        assertThat(team.path("quotaCoverage").asDouble())
                .isEqualTo(team.path("potential").asDouble() / 6000.5, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(byId(balance.path("territories")).get("unassigned").has("spread"))
                .isFalse();
        double quotas = 0;
        for (JsonNode territory : balance.path("territories")) {
            quotas += territory.path("quota").asDouble();
        }
        assertThat(quotas).isLessThanOrEqualTo(6000.5 + 0.1).isPositive();
    }

    @Test
    @Order(4)
    void aTableHasARowForEachAndRunsNothing() {
        Api.Answer answer = api.get("/api/balance?format=csv");
        JsonNode balance = api.get("/api/balance").json().path("snapshots").get(0);
        List<String> lines = answer.text().lines().toList();
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(lines)
                .hasSize(2
                        + balance.path("territories").size()
                        + balance.path("teams").size()
                        + balance.path("reps").size());
        assertThat(lines.get(0))
                .startsWith("day,takenAt,snapshot,of,id,name,accounts,")
                .endsWith("kilometresMaxToMean");
        long columns = lines.get(0).chars().filter(each -> each == ',').count();
        assertThat(lines.get(1).chars().filter(each -> each == ',').count()).isEqualTo(columns);
        assertThat(api.get("/api/balance", "Accept", "text/csv").text()).isEqualTo(answer.text());
        assertThat(api.get("/api/balance?format=csv&of=team&id=us-west").text().lines())
                .hasSize(2);
        assertThat(api.get("/api/balance?of=rep&id=alvarez")
                        .json()
                        .at("/snapshots/0/reps/0/name")
                        .asText())
                .isEqualTo("Lucía Álvarez");
        assertThat(api.get("/api/balance?of=rep").json().at("/snapshots/0").has("all"))
                .isFalse();
    }

    @Test
    @Order(5)
    void everyFaultOfAQuestionIsNamed() {
        Api.Answer answer = api.get("/api/balance?from=2026-02-30&to=tomorrow&of=reps&format=xml");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("issues").findValuesAsText("place"))
                .containsExactly("query from", "query to", "query of", "query format");
        assertThat(answer.text()).contains("did you mean \\\"rep\\\"?");
        assertThat(api.get("/api/balance?from=2000-01-01&to=2026-01-01").status())
                .isEqualTo(400);
        assertThat(api.get("/api/balance?from=2026-01-02&to=2026-01-01").status())
                .isEqualTo(400);
        assertThat(api.get("/api/balance?from=2026-01-01&to=2026-01-02").json().path("snapshots"))
                .isEmpty();
    }

    @Test
    @Order(6)
    void theCommandTellsItAndWritesIt() throws Exception {
        String to = service.address();
        LandfallService.Ran printed = LandfallService.command("balance", "--fresh", "--to", to);
        assertThat(printed.thrown()).isEmpty();
        assertThat(printed.out())
                .startsWith("161 accounts at ")
                .contains("by employees * 0.5 + max(dealSize, 10)")
                .contains("A number is absent of 1 of them, and counts as 0.")
                .contains("us-west-enterprise")
                .contains("alvarez");
        Path file = folder.resolve("balance.csv");
        assertThat(LandfallService.command("balance", "--to", to, "--output", file.toString())
                        .out())
                .isEqualTo("written to " + file + "\n");
        assertThat(Files.readString(file))
                .isEqualTo(api.get("/api/balance?format=csv").text());
        assertThat(LandfallService.command("balance", "--to", to, "--from", "2026-01-01", "--until", "2026-01-03")
                        .out())
                .isEqualTo("there is no snapshot; --fresh makes one\n");
        assertThat(LandfallService.command("balance", "--to", to, "--from", "soon")
                        .out())
                .startsWith("refused: A parameter can't be understood.\n  query from: This must be a day");
    }

    private static JsonNode taken() throws InterruptedException {
        Api.Answer begun = api.post("/api/balance", "");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String path = "/api/balance/" + begun.json().path("id").asText();
        assertThat(begun.header("Location")).endsWith(path);
        JsonNode snapshot = api.get(path).json();
        for (int i = 0; i < 3_000 && snapshot.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            snapshot = api.get(path).json();
        }
        assertThat(snapshot.path("state").asText()).as(snapshot.toString()).isEqualTo("done");
        JsonNode newest = api.get("/api/balance").json().path("snapshots").get(0);
        assertThat(newest).isEqualTo(snapshot);
        return snapshot;
    }

    private static JsonNode impact() throws Exception {
        String id = api.postZip(ImpactResource.PATH, Running.zip(service.files()))
                .json()
                .path("id")
                .asText();
        JsonNode impact = api.get(ImpactResource.PATH + "/" + id).json();
        for (int i = 0; i < 3_000 && impact.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            impact = api.get(ImpactResource.PATH + "/" + id).json();
        }
        assertThat(impact.path("state").asText()).as(impact.toString()).isEqualTo("done");
        return impact.path("result");
    }

    private static Map<String, JsonNode> byId(JsonNode rows) {
        Map<String, JsonNode> byId = new TreeMap<>();
        rows.forEach(row -> byId.put(row.path("id").asText(), row));
        return byId;
    }

    private static JsonNode load(JsonNode row) {
        return row.<ObjectNode>deepCopy().retain(LOAD);
    }

    private static String account(int number) {
        return "{\"source\": \"balance\", \"externalId\": \"account-" + number + "\", \"name\": \"Co " + number
                + "\", \"domain\": \"co-" + number + ".example.com\", \"country\": \"US\", \"region\": \""
                + STATES.get(number % STATES.size()) + "\", \"employees\": 9000, \"annualRevenue\": " + (number * 1_000)
                + ", \"dealSize\": " + number * 100
                + (number % 3 == 0 ? "" : ", \"latitude\": 40.5, \"longitude\": -100.25") + "}";
    }
}
