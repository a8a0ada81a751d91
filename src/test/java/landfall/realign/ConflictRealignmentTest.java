package landfall.realign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import landfall.LandfallService;
import landfall.http.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Companies with several owners that come to one: looked at, run, explained, and taken back; on H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConflictRealignmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = RealignmentsResource.PATH;
    private static final String WISH = "{\"kind\": \"conflicts\", \"reason\": \"One face\"";

    @TempDir
    static Path folder;

    private LandfallService service;
    private String first;
    private String done;

    /** Of a database that is empty. */
    String database() throws Exception {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService(database());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void whereNoCompanyHasSeveralOwnersNothingMoves() throws Exception {
        bringIn(
                "source,externalId,domain,owner\ncrm,solo-1,solo.example.com,keller\ncrm,solo-2,solo.example.com,keller\n");
        JsonNode seen = previewed(WISH + "}");
        assertThat(seen.path("state").asText()).isEqualTo("previewed");
        assertThat(seen.at("/preview/moves").asInt()).isZero();
        assertThat(seen.at("/preview/result/summary").asText())
                .isEqualTo("No company has several owners. Nobody moves: all 2 accounts stay where they are.");
        JsonNode ran = ended(seen.path("id").asText(), "run", "{}");
        assertThat(ran.path("state").asText()).isEqualTo("done");
        assertThat(ran.at("/run/moves").asInt()).isZero();
    }

    @Test
    @Order(2)
    void whatCannotBeUnderstoodIsToldWithItsPlace() {
        Answer answer = service.api()
                .post(PATH, "{\"kind\": \"conflicts\", \"version\": \"00000000\", \"keeps\": \"acounts\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid-value");
        assertThat(places(answer)).containsExactlyInAnyOrder("/reason", "/version", "/keeps");
        assertThat(answer.text()).contains("did you mean \\\"accounts\\\"?");
        Answer unknown = service.api().post(PATH, "{\"kind\": \"conflict\", \"reason\": \"x\"}");
        assertThat(places(unknown)).containsExactly("/kind");
        assertThat(unknown.text()).contains("did you mean \\\"conflicts\\\"?");
        assertThat(places(service.api().post(PATH, "{\"keeps\": \"accounts\", \"reason\": \"x\"}")))
                .containsExactly("/keeps");
        assertThat(places(service.api()
                        .post(PATH, WISH + ", \"scope\": {\"when\": \"contry == \\\"JP\\\"\", \"reps\": []}}")))
                .containsExactly("/scope/when");
    }

    @Test
    @Order(3)
    void eachMoveSaysWhyThatOwnerIsProposedAndNothingMovesYet() throws Exception {
        bringIn(
                """
                source,externalId,name,domain,duns,owner,territory,since,heldUntil,heldReason
                crm,acme-1,Acme,acme.example.com,,sato,jp-kanto-enterprise,2024-01-01,,
                crm,acme-2,=Acme(),acme.example.com,,suzuki,jp-kansai-enterprise,2023-01-01,,
                crm,acme-3,Acme again,acme.example.com,,sato,jp-kanto-enterprise,2025-01-01,,
                crm,duns-1,Twin,one.example.com,150483782,moreau,,2022-01-01,,
                web,duns-2,Twin,two.example.com,150483782,ricci,,2021-06-01,,
                crm,held-1,Held,held.example.com,,keller,,2020-01-01,,
                crm,held-2,Held,held.example.com,,mueller,,2021-01-01,UNTIL,a promise
                crm,held-3,Held,held.example.com,,ricci,,2021-01-01,,
                crm,left-1,Left,left.example.com,,brandt,,2020-01-01,,
                crm,left-2,Left,left.example.com,,rao,,2021-01-01,,
                crm,grew-1,Grew,grew.example.com,,keller,,2020-01-01,,
                crm,grew-2,Grew,grew.example.com,,mueller,,2021-01-01,,
                crm,hand-1,Hand,hand.example.com,,keller,,2020-01-01,,
                crm,hand-2,Hand,hand.example.com,,mueller,,2021-01-01,,
                crm,hand-3,Hand,hand.example.com,,ricci,,2021-01-01,,
                crm,goes-1,Goes,goes.example.com,,keller,,2020-01-01,,
                crm,goes-2,Goes,goes.example.com,,mueller,,2021-01-01,,
                crm,part-1,Part,part.example.com,,keller,,2020-01-01,,
                crm,part-2,Part,part.example.com,,mueller,,2021-01-01,,
                crm,kept-1,Kept,kept.example.com,,keller,,2020-01-01,,
                crm,kept-2,Kept,kept.example.com,,mueller,,2021-01-01,,
                """
                        .replace(
                                "UNTIL",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
        sellsLater("rao", 10);
        Map<String, String> before = owners();
        JsonNode rotations = service.api().get("/api/rotations").json();
        JsonNode seen = previewed(WISH + ", \"keeps\": \"accounts\", \"ticket\": \"CHG-9\"}");
        first = seen.path("id").asText();
        assertThat(seen.path("kind").asText()).isEqualTo("conflicts");
        assertThat(seen.path("keeps").asText()).isEqualTo("accounts");
        assertThat(seen.at("/preview/result/summary").asText())
                .startsWith("9 companies have several owners; of 1 none of the owners sells, and it stays as it is. ")
                .contains("9 of 23 accounts would move");
        assertThat(seen.at("/preview/result/accounts").asInt()).isEqualTo(23);
        assertThat(seen.at("/preview/digest").asText()).hasSize(64);
        List<JsonNode> moves = moves(first);
        assertThat(moves)
                .extracting(ConflictRealignmentTest::externalId)
                .containsExactly(
                        "acme-2", "duns-1", "held-3", "grew-2", "hand-2", "hand-3", "goes-2", "part-2", "kept-2");
        JsonNode acme = moves.get(0);
        assertThat(acme.at("/from/repId").asText()).isEqualTo("suzuki");
        assertThat(acme.at("/to/repId").asText()).isEqualTo("sato");
        assertThat(acme.at("/to/territory").asText()).isEqualTo("jp-kanto-enterprise");
        assertThat(acme.at("/to/rule").asText()).isEqualTo("existing company");
        assertThat(acme.path("because").asText())
                .isEqualTo("of the 2 owners of its company sato keeps it: has 2 of 3 accounts");
        assertThat(acme.path("company").asLong()).isPositive();
        assertThat(moves.get(5).path("company")).isEqualTo(moves.get(4).path("company"));
        JsonNode held = service.api().get(PATH + "/" + first + "/held").json().path("held");
        assertThat(held).hasSize(1);
        assertThat(externalId(held.get(0))).isEqualTo("held-2");
        List<String> table = service.api()
                .get(PATH + "/" + first + "/moves.csv")
                .text()
                .lines()
                .toList();
        assertThat(table.get(0)).endsWith(",because,annualRevenue,dealSize,company");
        assertThat(table.get(1))
                .startsWith("crm,acme-2,'=Acme(),suzuki,sato,")
                .endsWith("," + acme.path("company").asText());
        assertThat(owners()).isEqualTo(before);
        assertThat(service.api().get("/api/rotations").json()).isEqualTo(rotations);
    }

    @Test
    @Order(4)
    void aPartOfTheBookIsAskedAndWhoIsExcludedStays() throws Exception {
        assertThat(ids(previewed(WISH + ", \"scope\": {\"companies\": [\"domain:acme.example.com\"]}}")))
                .containsExactly("acme-1", "acme-3");
        assertThat(ids(previewed(WISH + ", \"keeps\": \"longest\", \"scope\": {\"sources\": [\"web\"]}}")))
                .isEmpty();
        assertThat(ids(previewed(WISH + ", \"scope\": {\"reps\": [\"suzuki\", \"moreau\"]}}")))
                .containsExactly("duns-1");
        JsonNode excluding = previewed(
                WISH
                        + ", \"exclusions\": [{\"when\": \"currentOwner == \\\"mueller\\\"\", \"until\": \"2099-01-01T00:00:00Z\"}]}");
        assertThat(ids(excluding)).containsExactly("acme-1", "acme-3", "duns-1", "held-3", "hand-3");
        assertThat(excluding.at("/preview/held").asInt()).isEqualTo(6);
        // who sells when it takes effect keeps it, and nobody who doesn't
        String left = WISH + ", \"scope\": {\"companies\": [\"domain:left.example.com\"]}";
        assertThat(ids(previewed(left + "}"))).isEmpty();
        assertThat(ids(previewed(left + ", \"effectiveAt\": \"" + Instant.now().plus(Duration.ofDays(11)) + "\"}")))
                .containsExactly("left-1");
    }

    @Test
    @Order(5)
    void itIsRunOnceAndCompaniesThatChangedAreLeftAsTheyAre() throws Exception {
        done = first;
        // somebody else gets an account of it; one is given away by hand; the keeper's leaves; two become one
        bringIn("source,externalId,domain,owner\ncrm,grew-3,grew.example.com,ricci\n");
        reassign("hand-2", "ricci");
        bringIn("source,externalId,domain,owner\ncrm,goes-1,elsewhere.example.com,keller\n");
        bringIn("source,externalId,domain,duns,owner\ncrm,part-1,part.example.com,804735132,keller\n"
                + "crm,other-1,other.example.com,,keller\ncrm,both,other.example.com,804735132,keller\n");
        // sent again, or come to whom the company comes: no change
        bringIn("source,externalId,name,domain,owner\ncrm,kept-2,Kept again,kept.example.com,mueller\n"
                + "crm,kept-3,Kept,kept.example.com,keller\n");
        long before = decisions();
        JsonNode ran = ended(done, "run", "{}");
        assertThat(ran.path("state").asText()).as(ran.toPrettyString()).isEqualTo("done");
        Map<String, String> skipped = skipped(done, "/skipped");
        assertThat(skipped)
                .containsOnly(
                        Map.entry("grew-2", "company-changed"),
                        Map.entry("hand-2", "moved-since"),
                        Map.entry("hand-3", "company-changed"),
                        Map.entry("goes-2", "company-changed"),
                        Map.entry("part-2", "company-changed"));
        assertThat(decisions()).isEqualTo(before + ran.at("/run/moved").asLong());
        assertThat(ran.at("/run/moved").asInt()).isEqualTo(4);
        assertThat(owners())
                .containsEntry("acme-2", "sato")
                .containsEntry("duns-1", "ricci")
                .containsEntry("held-2", "mueller")
                .containsEntry("held-3", "keller")
                .containsEntry("grew-2", "mueller")
                .containsEntry("goes-2", "mueller")
                .containsEntry("kept-2", "keller")
                .containsEntry("left-2", "rao");
        JsonNode again = ended(done, "run", "{}");
        assertThat(again.at("/run/id")).isEqualTo(ran.at("/run/id"));
        assertThat(decisions()).isEqualTo(before + ran.at("/run/moved").asLong());
    }

    @Test
    @Order(6)
    void eachMoveIsExplainedAndWhatComesNewGoesToTheOneOwner() {
        JsonNode record = latest("acme-2");
        assertThat(record.path("kind").asText()).isEqualTo("united");
        assertThat(record.path("territory").asText()).isEqualTo("jp-kanto-enterprise");
        assertThat(record.has("turn") || record.has("charged") || record.has("winner"))
                .isFalse();
        assertThat(record.at("/run/ticket").asText()).isEqualTo("CHG-9");
        JsonNode explanation = service.api()
                .get("/api/assignments/" + record.path("id").asText() + "/explanation")
                .json();
        assertThat(explanation.path("kind").asText()).isEqualTo("united");
        assertThat(explanation.path("summary").asText())
                .isEqualTo("With sato in jp-kanto-enterprise: united by anonymous: One face; "
                        + "of the 2 owners of its company sato keeps it: has 2 of 3 accounts.");
        JsonNode change =
                service
                        .api()
                        .get("/api/changes?after=0&limit=1000")
                        .json()
                        .path("changes")
                        .findParents("externalId")
                        .stream()
                        .filter(each -> externalId(each).equals("acme-2"))
                        .reduce((one, other) -> other)
                        .orElseThrow();
        assertThat(change.path("kind").asText()).isEqualTo("united");
        assertThat(change.path("previousRepId").asText()).isEqualTo("suzuki");
        JsonNode fresh = service.api()
                .post(
                        "/api/assignments/preview",
                        "{\"source\": \"web\", \"externalId\": \"new\", \"domain\": \"acme.example.com\", \"country\": \"DE\"}")
                .json();
        assertThat(fresh.path("repId").asText()).as(fresh.toString()).isEqualTo("sato");
        assertThat(service.api().get("/api/companies/conflicts").text())
                .doesNotContain("acme-")
                .doesNotContain("duns-")
                .contains("left-1", "held-2");
        assertThat(service.api().get(PATH + "/" + done + "/crm.csv").text())
                .startsWith("Id,OwnerId")
                .contains("acme-2,005");
    }

    @Test
    @Order(7)
    void itIsTakenBackInOneCallWithTheCompanies() throws Exception {
        reassign("duns-1", "okafor");
        JsonNode undone = ended(done, "undo", "{\"reason\": \"Not yet\"}");
        assertThat(undone.path("state").asText()).as(undone.toPrettyString()).isEqualTo("undone");
        assertThat(skipped(done, "/undo/skipped")).containsExactly(Map.entry("duns-1", "moved-since"));
        assertThat(owners())
                .containsEntry("acme-2", "suzuki")
                .containsEntry("held-3", "ricci")
                .containsEntry("kept-2", "mueller")
                .containsEntry("duns-1", "okafor");
        assertThat(latest("acme-2").path("kind").asText()).isEqualTo("moved-back");
        assertThat(latest("acme-2").path("territory").asText()).isEqualTo("jp-kansai-enterprise");
        JsonNode acme = JSON.readTree(service.api()
                .get("/api/companies/conflicts")
                .text()
                .lines()
                .filter(line -> line.contains("acme-1"))
                .findFirst()
                .orElseThrow());
        assertThat(acme.path("companyOwner").asText()).isEqualTo("suzuki");
    }

    private void bringIn(String table) {
        Answer answer = service.api().postText("/api/book", "text/csv", table);
        assertThat(answer.json().path("refused").asInt()).as(answer.text()).isZero();
    }

    /** The rep sells for three days, that many days from now. */
    private void sellsLater(String rep, int days) {
        LocalDate from = LocalDate.now(ZoneOffset.UTC).plusDays(days);
        assertThat(service.api()
                        .put(
                                "/api/reps/" + rep,
                                "{\"activeFrom\": \"" + from + "\", \"activeTo\": \"" + from.plusDays(2) + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private void reassign(String account, String rep) {
        Answer answer = service.api()
                .post(
                        "/api/assignments/" + latest(account).path("id").asText() + "/reassign",
                        "{\"rep\": \"" + rep + "\", \"by\": \"carol\", \"reason\": \"knows them\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode latest(String account) {
        return service.api()
                .get("/api/assignments?limit=1&account=crm/" + account)
                .json()
                .path("assignments")
                .get(0);
    }

    private Map<String, String> owners() throws Exception {
        Map<String, String> owners = new TreeMap<>();
        for (String line : service.api().get("/api/book").text().lines().toList()) {
            JsonNode row = JSON.readTree(line);
            owners.put(externalId(row), row.path("owner").asText());
        }
        return owners;
    }

    private long decisions() {
        return Long.parseLong(service.api().get("/api/book?since=0").header("Book-Cursor"));
    }

    private Map<String, String> skipped(String id, String list) {
        Map<String, String> skipped = new TreeMap<>();
        service.api()
                .get(PATH + "/" + id + list)
                .json()
                .path("skipped")
                .forEach(skip -> skipped.put(externalId(skip), skip.path("why").asText()));
        return skipped;
    }

    private JsonNode previewed(String wish) throws Exception {
        Answer begun = service.api().post(PATH, wish);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String at = PATH + "/" + begun.json().path("id").asText();
        JsonNode found = service.api().get(at).json();
        for (int i = 0; i < 3_000 && found.path("state").asText().equals("previewing"); i++) {
            Thread.sleep(20);
            found = service.api().get(at).json();
        }
        return found;
    }

    private JsonNode ended(String id, String run, String body) throws Exception {
        Answer ordered = service.api().post(PATH + "/" + id + "/" + run, body);
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        JsonNode found = ordered.json();
        for (int i = 0; i < 3_000 && found.path(run).path("endedAt").isMissingNode(); i++) {
            Thread.sleep(20);
            found = service.api().get(PATH + "/" + id).json();
        }
        return found;
    }

    private List<JsonNode> moves(String id) {
        List<JsonNode> moves = new ArrayList<>();
        service.api()
                .get(PATH + "/" + id + "/moves?limit=1000")
                .json()
                .path("moves")
                .forEach(moves::add);
        return moves;
    }

    private List<String> ids(JsonNode seen) {
        return moves(seen.path("id").asText()).stream()
                .map(ConflictRealignmentTest::externalId)
                .toList();
    }

    private static String externalId(JsonNode row) {
        return row.path("externalId").asText();
    }

    private static List<String> places(Answer answer) {
        return answer.json().path("issues").findValuesAsText("place");
    }
}
