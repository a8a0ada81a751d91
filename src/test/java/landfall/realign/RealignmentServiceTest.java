package landfall.realign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A new split on a running service: looked at, run, explained, given to the CRM and taken back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealignmentServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STATES = List.of("CO", "UT", "AZ", "CA", "IL", "OH", "TX", "NY");
    private static final String PATH = RealignmentsResource.PATH;

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String version;
    private static String done;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        for (int i = 0; i < 120; i++) {
            assertThat(api.post("/api/assignments", account(i)).status()).isEqualTo(200);
        }
        Api.Answer published = api.postZip("/api/rulesets?message=South+and+west", Running.zip(mountainGoesWest()));
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        version = published.json().path("version").asText();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void whatWouldMoveIsSeenAndKeptAndNothingMoves() throws Exception {
        JsonNode position = api.get("/api/changes?after=0&limit=1000").json().path("position");
        JsonNode rotations = api.get("/api/rotations").json();
        JsonNode seen = previewed(begin("{\"version\": \"" + version + "\", \"reason\": \"West\"}"));
        String id = seen.path("id").asText();
        assertThat(seen.path("state").asText()).isEqualTo("previewed");
        List<JsonNode> moves = moves(id);
        assertThat(moves)
                .hasSizeGreaterThan(20)
                .hasSize(seen.at("/preview/moves").asInt());
        assertThat(seen.at("/preview/result/accounts").asInt()).isEqualTo(120);
        assertThat(seen.at("/preview/result/reps")).isNotEmpty();
        assertThat(seen.at("/preview/digest").asText()).hasSize(64);
        JsonNode move = moves.get(0);
        assertThat(move.at("/from/repId").asText()).isNotEmpty();
        assertThat(move.at("/to/ruleSetVersion").asText()).isEqualTo(version);
        assertThat(move.at("/to/place").asText()).startsWith("30-us.drl:");
        assertThat(api.get(PATH + "/" + id + "/moves.csv").text().lines().count())
                .isEqualTo(1 + moves.size());
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                api.get(PATH + "/" + id + "/moves.ndjson").text().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines).isEqualTo(moves);
        assertThat(api.get("/api/rotations").json()).isEqualTo(rotations);
        assertThat(api.get("/api/changes?after=0&limit=1000").json().path("position"))
                .isEqualTo(position);
        assertThat(previewed(begin("{\"version\": \"" + version + "\", \"reason\": \"West again\"}"))
                        .at("/preview/moves"))
                .isEqualTo(seen.at("/preview/moves"));
        assertThat(previewed(begin("{\"reason\": \"As it is\"}"))
                        .at("/preview/moves")
                        .asInt())
                .isZero();
    }

    @Test
    @Order(2)
    void whatCannotBeUnderstoodIsToldWithItsPlace() {
        assertThat(code(api.post(PATH, "{\"reason\": \"x\", \"version\": \"00000000\"}")))
                .isEqualTo("not-found");
        assertThat(places(api.post(
                        PATH,
                        "{\"reason\": \" \", \"effectiveAt\": \"2020-01-01T00:00:00Z\", \"scope\": {\"reps\": [\"\"]},"
                                + " \"exclusions\": [{\"when\": \"\"}]}")))
                .containsExactlyInAnyOrder(
                        "/reason", "/effectiveAt", "/scope/reps", "/exclusions/0/when", "/exclusions/0/until");
        Api.Answer faulty = api.post(
                PATH,
                "{\"reason\": \"x\", \"scope\": {\"when\": \"contry == \\\"JP\\\"\"}, \"exclusions\": [{\"when\":"
                        + " \"country == \\\"JP\\\" ) then\", \"until\": \"2100-01-01T00:00:00Z\"}]}");
        assertThat(faulty.status()).as(faulty.text()).isEqualTo(400);
        assertThat(places(faulty)).contains("/scope/when", "/exclusions/0/when");
        assertThat(faulty.json().at("/issues/0/code").asText()).isEqualTo("unknown-field");
        assertThat(faulty.json().at("/issues/0/message").asText()).startsWith("Line 1, column 1: ");
        assertThat(places(api.post(
                        PATH,
                        "{\"reason\": \"x\", \"scope\": {\"when\": \"country == \\\"JP\\\" )\\nClock( hour > 3\"}}")))
                .containsExactly("/scope/when");
        assertThat(code(api.post(PATH, "{\"reason\": \"x\", \"scop\": {}}"))).isEqualTo("unknown-property");
        assertThat(code(api.get(PATH + "/none"))).isEqualTo("not-found");
        assertThat(code(api.get(PATH + "/none/moves?limit=0"))).isEqualTo("invalid-parameter");
    }

    @Test
    @Order(3)
    void aPartOfTheBookIsAskedAndWhoIsExcludedStays() throws Exception {
        String west = "{\"version\": \"" + version + "\", \"reason\": \"Colorado\", ";
        JsonNode colorado = previewed(begin(west + "\"scope\": {\"when\": \"region == \\\"CO\\\"\"}}"));
        List<JsonNode> moves = moves(colorado.path("id").asText());
        assertThat(moves).isNotEmpty().allMatch(move -> region(move).equals("CO"));
        assertThat(colorado.at("/preview/result/accounts").asInt()).isEqualTo(120);
        String rep = moves.get(0).at("/from/repId").asText();
        assertThat(moves(previewed(begin(west + "\"scope\": {\"reps\": [\"" + rep + "\"]}}"))
                        .path("id")
                        .asText()))
                .isNotEmpty()
                .allMatch(move -> move.at("/from/repId").asText().equals(rep));
        assertThat(moves(previewed(begin(west + "\"scope\": {\"companies\": [\"domain:co-0.example.com\"]}}"))
                        .path("id")
                        .asText()))
                .extracting(RealignmentServiceTest::externalId)
                .containsExactlyInAnyOrder("account-0", "account-1", "account-2");
        assertThat(previewed(begin(west + "\"scope\": {\"sources\": [\"nowhere\"]}}"))
                        .at("/preview/moves")
                        .asInt())
                .isZero();
        JsonNode excluding = previewed(begin(
                west + "\"exclusions\": [{\"when\": \"region == \\\"CO\\\"\", \"until\": \"2100-01-01T00:00:00Z\"}]}"));
        String id = excluding.path("id").asText();
        assertThat(moves(id)).isNotEmpty().noneMatch(move -> region(move).equals("CO"));
        JsonNode held = api.get(PATH + "/" + id + "/held?limit=2").json();
        assertThat(held.path("held")).hasSize(2);
        assertThat(held.at("/held/0/until").asText()).isEqualTo("2100-01-01T00:00:00Z");
        assertThat(held.path("next").asInt()).isEqualTo(2);
        assertThat(excluding.at("/preview/held").asInt()).isGreaterThanOrEqualTo(moves.size());
    }

    @Test
    @Order(3)
    void whoIsHeldIsLeftOutAndTold() throws Exception {
        String colorado = "{\"version\": \"" + version
                + "\", \"reason\": \"Colorado\", \"scope\": {\"when\": \"region == \\\"CO\\\"\"}}";
        List<JsonNode> free = moves(previewed(begin(colorado)).path("id").asText());
        String account = externalId(free.get(free.size() - 1));
        String hold = "/api/accounts/marketing/" + account + "/hold";
        String until = Instant.now()
                .plus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Api.Answer kept = api.put(hold, "{\"until\": \"" + until + "\", \"reason\": \"talks\", \"by\": \"carol\"}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);

        JsonNode seen = previewed(begin(colorado));

        String id = seen.path("id").asText();
        assertThat(moves(id)).hasSize(free.size() - 1).noneMatch(move -> externalId(move)
                .equals(account));
        JsonNode held = api.get(PATH + "/" + id + "/held").json().path("held");
        assertThat(held).hasSize(1);
        assertThat(externalId(held.get(0))).isEqualTo(account);
        assertThat(held.get(0).path("until").asText()).isEqualTo(until);
        assertThat(api.remove(hold + "?reason=over&by=carol").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void aPreviewThatWasCalledOffIsNotRun() throws Exception {
        String id = previewed(begin("{\"version\": \"" + version + "\", \"reason\": \"Not this one\"}"))
                .path("id")
                .asText();
        assertThat(api.remove(PATH + "/" + id + "?reason=no")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(code(api.post(PATH + "/" + id + "/run", "{}"))).isEqualTo("realignment-over");
        assertThat(code(api.post(PATH + "/" + id + "/undo", "{\"reason\": \"x\"}")))
                .isEqualTo("realignment-not-run");
    }

    @Test
    @Order(5)
    void itIsRunOnceAsItWasSeen() throws Exception {
        done = previewed(begin("{\"version\": \"" + version + "\", \"reason\": \"The west\", \"ticket\": \"CHG-7\"}"))
                .path("id")
                .asText();
        List<JsonNode> moves = moves(done);
        JsonNode byHand = moves.get(moves.size() - 1);
        String other = byHand.at("/from/repId").asText().equals("okafor") ? "delgado" : "okafor";
        reassign(byHand, other);
        long before = count();
        JsonNode ran = ended(api.post(PATH + "/" + done + "/run", "{}"), "run");
        assertThat(ran.path("state").asText()).as(ran.toPrettyString()).isEqualTo("done");
        assertThat(ran.at("/run/moved").asInt()).isEqualTo(moves.size() - 1);
        assertThat(ran.at("/run/skipped").asInt()).isEqualTo(1);
        assertThat(ran.at("/run/percent").asInt()).isEqualTo(100);
        assertThat(count()).isEqualTo(before + moves.size() - 1);
        JsonNode skipped = api.get(PATH + "/" + done + "/skipped").json().path("skipped");
        assertThat(skipped).hasSize(1);
        assertThat(externalId(skipped.get(0))).isEqualTo(externalId(byHand));
        assertThat(skipped.get(0).path("why").asText()).isEqualTo("moved-since");
        for (JsonNode move : moves.subList(0, moves.size() - 1)) {
            JsonNode record = latest(move);
            assertThat(record.path("kind").asText()).isEqualTo("realigned");
            assertThat(record.path("owner")).isEqualTo(move.at("/to/repId"));
            assertThat(record.path("territory")).isEqualTo(move.at("/to/territory"));
            assertThat(record.path("rule")).isEqualTo(move.at("/to/rule"));
            assertThat(record.path("ruleSetVersion").asText()).isEqualTo(version);
            assertThat(record.at("/run/id")).isEqualTo(ran.at("/run/id"));
            assertThat(record.at("/run/ticket").asText()).isEqualTo("CHG-7");
            assertThat(record.at("/act/by").asText()).isEqualTo("anonymous");
        }
        assertThat(latest(charged(moves)).path("charged").path("rep"))
                .isEqualTo(charged(moves).at("/to/repId"));
        assertThat(api.get("/api/audit/fairness").json().path("fair").asBoolean())
                .as(api.get("/api/audit/fairness").text())
                .isTrue();
        JsonNode again = ended(api.post(PATH + "/" + done + "/run", "{}"), "run");
        assertThat(again.at("/run/id")).isEqualTo(ran.at("/run/id"));
        assertThat(count()).isEqualTo(before + moves.size() - 1);
        assertThat(code(api.remove(PATH + "/" + done))).isEqualTo("realignment-over");
    }

    @Test
    @Order(6)
    void eachMoveIsExplainedAndInTheFeed() {
        List<JsonNode> moves = moves(done);
        JsonNode move = moves.get(0);
        JsonNode record = latest(move);
        String id = record.path("id").asText();
        JsonNode explanation =
                api.get("/api/assignments/" + id + "/explanation").json();
        assertThat(explanation.path("kind").asText()).isEqualTo("realigned");
        assertThat(explanation.path("summary").asText())
                .contains(move.at("/to/repId").asText())
                .contains("The west");
        JsonNode rule = explanation.path("rule");
        assertThat(rule.path("name")).isEqualTo(move.at("/to/rule"));
        assertThat(rule.path("conditions"))
                .isNotEmpty()
                .allMatch(condition -> condition.path("holds").asBoolean());
        Map<String, JsonNode> changes = new TreeMap<>();
        api.get("/api/changes?after=0&limit=1000")
                .json()
                .path("changes")
                .forEach(change -> changes.put(externalId(change), change));
        for (JsonNode moved : moves.subList(0, moves.size() - 1)) {
            if (!moved.at("/from/repId").equals(moved.at("/to/repId"))) {
                JsonNode change = changes.get(externalId(moved));
                assertThat(change.path("kind").asText()).isEqualTo("realigned");
                assertThat(change.path("previousRepId")).isEqualTo(moved.at("/from/repId"));
            }
        }
        String account = "marketing/" + externalId(move);
        assertThat(api.get("/api/assignments?account=" + account)
                        .json()
                        .path("assignments")
                        .get(0)
                        .path("kind")
                        .asText())
                .isEqualTo("realigned");
    }

    @Test
    @Order(7)
    void aCompanyStaysTogether() {
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        for (int i = 0; i < 120; i++) {
            int company = i / 3;
            owners.merge(
                    Integer.toString(company),
                    Set.of(latest("account-" + i).path("owner").asText()),
                    (one, two) -> {
                        Set<String> both = new java.util.TreeSet<>(one);
                        both.addAll(two);
                        return both;
                    });
        }
        long split = owners.values().stream().filter(reps -> reps.size() > 1).count();
        assertThat(split).as(owners.toString()).isLessThanOrEqualTo(1);
    }

    @Test
    @Order(8)
    void theCrmGetsWhoOwnsWhatNow() {
        String at = PATH + "/" + done + "/crm.csv";
        List<JsonNode> moves = moves(done);
        Set<String> others = moves.subList(0, moves.size() - 1).stream()
                .filter(move -> !move.at("/from/repId").equals(move.at("/to/repId")))
                .map(RealignmentServiceTest::externalId)
                .collect(Collectors.toSet());
        List<String> salesforce = api.get(at).text().lines().toList();
        assertThat(salesforce.get(0)).isEqualTo("Id,OwnerId");
        assertThat(salesforce.subList(1, salesforce.size()))
                .hasSize(others.size())
                .allMatch(line -> line.matches("account-[0-9]+,005[0-9A-Za-z]{15}"));
        List<String> hubspot = api.get(at + "?for=hubspot").text().lines().toList();
        assertThat(hubspot.get(0)).isEqualTo("Record ID,Company owner");
        assertThat(hubspot.get(1)).endsWith("@example.com");
        assertThat(hubspot.stream().skip(1).map(line -> line.split(",")[0]))
                .containsExactlyInAnyOrderElementsOf(others);
        assertThat(code(api.get(at + "?column=hubspotId"))).isEqualTo("crm-id-missing");
        assertThat(code(api.get(at + "?for=pipedrive"))).isEqualTo("invalid-parameter");
        assertThat(api.get(at + "?source=elsewhere").text().lines().toList()).containsExactly("Id,OwnerId");
        assertThat(api.get(at + "?moves=back").text().lines().toList()).containsExactly("Id,OwnerId");
    }

    @Test
    @Order(9)
    void itIsTakenBackInOneCall() throws Exception {
        List<JsonNode> moves = moves(done);
        JsonNode since = moves.get(0);
        String other = since.at("/to/repId").asText().equals("okafor") ? "delgado" : "okafor";
        reassign(since, other);
        assertThat(places(api.post(PATH + "/" + done + "/undo", "{}"))).containsExactly("/reason");
        JsonNode undone = ended(api.post(PATH + "/" + done + "/undo", "{\"reason\": \"Not yet\"}"), "undo");
        assertThat(undone.path("state").asText()).as(undone.toPrettyString()).isEqualTo("undone");
        JsonNode skipped = api.get(PATH + "/" + done + "/undo/skipped").json().path("skipped");
        assertThat(skipped).hasSize(1);
        assertThat(externalId(skipped.get(0))).isEqualTo(externalId(since));
        assertThat(undone.at("/undo/moved").asInt()).isEqualTo(moves.size() - 2);
        for (JsonNode move : moves.subList(1, moves.size() - 1)) {
            JsonNode record = latest(move);
            assertThat(record.path("kind").asText()).isEqualTo("moved-back");
            assertThat(record.path("owner")).isEqualTo(move.at("/from/repId"));
            assertThat(record.path("territory")).isEqualTo(move.at("/from/territory"));
            assertThat(record.path("rule")).isEqualTo(move.at("/from/rule"));
        }
        assertThat(latest(charged(moves)).path("returned").path("rep"))
                .isEqualTo(charged(moves).at("/to/repId"));
        assertThat(api.get("/api/audit/fairness").json().path("fair").asBoolean())
                .as(api.get("/api/audit/fairness").text())
                .isTrue();
        String id = latest(moves.get(1)).path("id").asText();
        assertThat(api.get("/api/assignments/" + id + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .contains("moved-back by anonymous: Not yet");
        assertThat(api.get(PATH + "/" + done + "/crm.csv").text().lines().count())
                .isGreaterThan(1);
        assertThat(api.get(PATH).json().path("realignments").findValuesAsText("state"))
                .contains("undone", "cancelled", "previewed");
        service.restart();
        api = service.api();
        assertThat(api.get(PATH + "/" + done).json().path("state").asText()).isEqualTo("undone");
    }

    /** The last one that a rotation chose a rep for. */
    private static JsonNode charged(List<JsonNode> moves) {
        return moves.subList(1, moves.size() - 1).stream()
                .filter(move -> move.path("because").asText().contains("turn "))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static String begin(String body) {
        Api.Answer begun = api.post(PATH, body);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(begun.header("Location")).endsWith(begun.json().path("id").asText());
        return begun.json().path("id").asText();
    }

    private static JsonNode previewed(String id) throws InterruptedException {
        JsonNode found = api.get(PATH + "/" + id).json();
        for (int i = 0; i < 3_000 && found.path("state").asText().equals("previewing"); i++) {
            Thread.sleep(20);
            found = api.get(PATH + "/" + id).json();
        }
        return found;
    }

    private static JsonNode ended(Api.Answer ordered, String run) throws InterruptedException {
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        JsonNode found = ordered.json();
        String id = found.path("id").asText();
        for (int i = 0; i < 3_000 && found.path(run).path("endedAt").isMissingNode(); i++) {
            Thread.sleep(20);
            found = api.get(PATH + "/" + id).json();
        }
        return found;
    }

    private static void reassign(JsonNode move, String rep) {
        String latest = latest(move).path("id").asText();
        Api.Answer answer = api.post(
                "/api/assignments/" + latest + "/reassign",
                "{\"rep\": \"" + rep + "\", \"by\": \"carol\", \"reason\": \"knows them\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static JsonNode latest(JsonNode move) {
        return latest(externalId(move));
    }

    private static JsonNode latest(String externalId) {
        return api.get("/api/assignments?limit=1&account=marketing/" + externalId)
                .json()
                .path("assignments")
                .get(0);
    }

    private static long count() {
        return Long.parseLong(api.get("/api/book?since=0").header("Book-Cursor"));
    }

    private static String externalId(JsonNode move) {
        return move.path("externalId").asText();
    }

    private static String region(JsonNode move) {
        int number = Integer.parseInt(externalId(move).substring("account-".length()));
        return STATES.get(number / 3 % STATES.size());
    }

    private static String code(Api.Answer answer) {
        return answer.json().path("code").asText();
    }

    private static List<String> places(Api.Answer answer) {
        return answer.json().path("issues").findValuesAsText("place");
    }

    private static List<JsonNode> moves(String id) {
        List<JsonNode> moves = new ArrayList<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page =
                    api.get(PATH + "/" + id + "/moves?limit=7&after=" + after).json();
            page.path("moves").forEach(moves::add);
            after = page.path("next").asText();
        }
        return moves;
    }

    /** Enterprises of the mountains go west, and of the Midwest south, by turns, whoever has them now. */
    private static Map<String, String> mountainGoesWest() throws IOException {
        Map<String, String> files = service.files();
        files.keySet().removeIf(path -> path.startsWith("cases/"));
        files.replaceAll((name, text) -> text.replace(
                        "routing.territory(\"us-mountain-enterprise\")", "routing.territory(\"us-west-enterprise\")")
                .replace("routing.territory(\"us-midwest-enterprise\")", "routing.territory(\"us-south-enterprise\")")
                .replace(
                        "routing.onDuty(\"weekly\", \"2026-01-05\", \"alvarez\", \"nguyen\", \"kealoha\").keepOwner()",
                        "routing.roundRobin(\"alvarez\", \"nguyen\", \"kealoha\")")
                .replace(".keepOwner()", ""));
        return files;
    }

    /** Three accounts of each company. */
    private static String account(int number) {
        String company = Integer.toString(number / 3, 26);
        return "{\"source\": \"marketing\", \"externalId\": \"account-" + number + "\", \"name\": \"Co " + company
                + "\", \"domain\": \"co-" + company + ".example.com\", \"country\": \"US\", \"region\": \""
                + STATES.get(number / 3 % STATES.size()) + "\", \"employees\": 9000}";
    }
}
