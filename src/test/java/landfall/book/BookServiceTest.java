package landfall.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import landfall.LandfallService;
import landfall.http.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The book in and out, over HTTP, with the sample rules; on H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    static Path folder;

    private LandfallService service;

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
    void whatIsImportedIsADecisionThatTookNoTurn() {
        String before = rotations();
        JsonNode answer = bringIn(
                "?file=crm.csv",
                CSV,
                """
                source,externalId,name,country,region,owner,territory,since
                first,a1,Alpha Kogyo,Japan,東京都,sato,jp-kanto-enterprise,2025-03-04
                """);
        assertThat(counts(answer)).isEqualTo("1 added, 0 changed, 0 unchanged, 0 refused");
        JsonNode decision = latest("first", "a1");
        assertThat(decision.path("kind").asText()).isEqualTo("imported");
        assertThat(decision.path("status").asText()).isEqualTo("assigned");
        assertThat(decision.path("owner").asText()).isEqualTo("sato");
        assertThat(decision.path("territory").asText()).isEqualTo("jp-kanto-enterprise");
        assertThat(decision.path("reason").asText()).isEqualTo("imported by anonymous, row 2 of crm.csv");
        assertThat(decision.path("account").path("place").asText()).isEqualTo("JP-13");
        assertThat(decision.has("turn")).isFalse();
        assertThat(rotations()).isEqualTo(before);
        assertThat(service.api()
                        .get("/api/assignments/" + decision.path("id").asText() + "/explanation")
                        .json()
                        .path("summary")
                        .asText())
                .isEqualTo("With sato in jp-kanto-enterprise: imported by anonymous, row 2 of crm.csv.");
    }

    @Test
    void aRecordTellsItsOwnIdAndTheCompanyThatWasKnown() {
        bringIn(
                "",
                CSV,
                """
                source,externalId,name,email,domain,owner
                ahead,a1,Ahead AG,jo@ahead.example.com,ahead.example.com,keller
                ahead,a2,Ahead Österreich,,ahead.example.com,mueller
                """);
        JsonNode first = latest("ahead", "a1");
        assertThat(first.path("id")).isEqualTo(exported("ahead", "a1").path("assignmentId"));
        assertThat(first.path("personal").path("email").asText()).matches("[0-9a-f]{64}");
        assertThat(first.has("company")).isFalse();
        JsonNode second = latest("ahead", "a2");
        assertThat(second.path("id")).isEqualTo(exported("ahead", "a2").path("assignmentId"));
        assertThat(second.path("company").path("owner").asText()).isEqualTo("keller");
        assertThat(second.path("company").path("decisionId")).isEqualTo(first.path("id"));
    }

    @Test
    void anImportedAccountKeepsItsOwnerWhenItComes() {
        bringIn(
                "",
                NDJSON,
                """
                {"source": "kept", "externalId": "a1", "country": "DE", "postalCode": "80331", "owner": "suzuki"}
                """);
        JsonNode answer =
                assign("{\"source\":\"kept\",\"externalId\":\"a1\",\"country\":\"DE\",\"postalCode\":\"80331\"}");
        assertThat(answer.path("kind").asText()).isEqualTo("kept");
        assertThat(answer.path("repId").asText()).isEqualTo("suzuki");
        assertThat(answer.path("wouldMoveTo").asText()).isEqualTo("dach-south");
    }

    @Test
    void theSameRowsAgainChangeNothing() {
        String rows =
                """
                source,externalId,name,email,country,annualRevenue,employees,owner
                again,a1,Eins AG,jo@eins-ag.de,DE,12 Mio. EUR,1.200,mueller
                again,a2,Zwei AG,,AT,,,keller
                """;
        assertThat(counts(bringIn("", CSV, rows))).isEqualTo("2 added, 0 changed, 0 unchanged, 0 refused");
        JsonNode first = latest("again", "a1");
        assertThat(counts(bringIn("", CSV, rows))).isEqualTo("0 added, 0 changed, 2 unchanged, 0 refused");
        assertThat(latest("again", "a1").path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void anotherOwnerIsADecisionAfterTheOneBefore() {
        String row = "source,externalId,country,region,owner\nmoves,a1,US,CA,";
        bringIn("", CSV, row + "alvarez\n");
        JsonNode first = latest("moves", "a1");
        assertThat(counts(bringIn("", CSV, row + "nguyen\n"))).isEqualTo("0 added, 1 changed, 0 unchanged, 0 refused");
        JsonNode second = latest("moves", "a1");
        assertThat(second.path("owner").asText()).isEqualTo("nguyen");
        assertThat(second.path("previous")).isEqualTo(first.path("id"));
        assertThat(second.path("before").path("owner").asText()).isEqualTo("alvarez");
    }

    @Test
    void whatARowDoesNotSayStaysAsItWas() {
        bringIn(
                "",
                CSV,
                """
                source,externalId,name,country,region,city,employees,owner,territory,since
                part,a1,Part Inc.,US,CA,Fresno,300,alvarez,us-west-enterprise,2024-01-02T03:04:05Z
                """);
        JsonNode answer = bringIn(
                "",
                CSV,
                """
                source,externalId,country,employees,owner
                part,a1,US,350,alvarez
                """);
        assertThat(counts(answer)).isEqualTo("0 added, 1 changed, 0 unchanged, 0 refused");
        JsonNode row = exported("part", "a1");
        assertThat(row.path("employees").asInt()).isEqualTo(350);
        assertThat(row.path("name").asText()).isEqualTo("Part Inc.");
        assertThat(row.path("city").asText()).isEqualTo("Fresno");
        assertThat(row.path("territory").asText()).isEqualTo("us-west-enterprise");
        assertThat(row.path("since").asText()).isEqualTo("2024-01-02T03:04:05Z");
        bringIn("", CSV, "source,externalId,country,owner\npart,a1,CA,alvarez\n");
        JsonNode moved = exported("part", "a1");
        assertThat(moved.has("city")).isFalse();
        assertThat(moved.path("name").asText()).isEqualTo("Part Inc.");
    }

    @Test
    void tellsRowByRowWhatWasNotUnderstood() {
        JsonNode answer = bringIn(
                "?map=" + encoded("Account Owner=owner"),
                CSV,
                """
                source,externalId,Account Owner,territory,employees,country,email,Mood
                told,a1,satoo,,5,JP,,good
                told,a2,sato@example.co.jp,jp-kanto-entreprise,5,JP,,bad
                told,a3,,,5,JP,,
                told,a4,佐藤 健,,50-99,Jappan,nonsense,
                told,,sato,,5,JP,,
                told,a6,sato,,5,JP,,,too many
                told,a7,0055g00000Jsr3bAAB,,5,JP,,
                """);
        assertThat(counts(answer)).isEqualTo("2 added, 0 changed, 0 unchanged, 5 refused");
        List<String> told = new ArrayList<>();
        answer.path("issues")
                .forEach(issue -> told.add(issue.path("row").asText() + " "
                        + issue.path("column").asText("") + " "
                        + issue.path("value").asText("") + " "
                        + issue.path("code").asText() + " " + issue.path("hint").asText("")));
        assertThat(told)
                .containsExactly(
                        "2 Account Owner satoo unknown-owner did you mean \"sato\"?",
                        "3 territory jp-kanto-entreprise unknown-territory did you mean \"jp-kanto-enterprise\"?",
                        "4   no-owner a book is who owns what: give the account an owner, or leave the row out",
                        "5 email  not-understood ",
                        "5 country Jappan not-understood ",
                        "5 employees 50-99 not-understood ",
                        "6   no-identity say which account it is, by its id in the CRM",
                        "7   unreadable ");
        assertThat(answer.path("issueCount").asInt()).isEqualTo(8);
        assertThat(answer.path("leftOutColumns")).extracting(JsonNode::asText).containsExactly("Mood");
        assertThat(exported("told", "a4").path("owner").asText()).isEqualTo("sato");
        assertThat(exported("told", "a7").path("owner").asText()).isEqualTo("sato");
    }

    @Test
    void aCompanyBelongsToWhoeverHasHadItLongest() {
        JsonNode answer = bringIn(
                "",
                CSV,
                """
                source,externalId,domain,owner,since
                firm,a1,longest-firm.com,alvarez,2024-05-01
                firm,a2,longest-firm.com,nguyen,2023-05-01
                firm,a3,longest-firm.com,alvarez,2025-05-01
                """);
        List<String> conflicts = new ArrayList<>();
        answer.path("issues")
                .forEach(issue -> conflicts.add(
                        issue.path("row") + " " + issue.path("message").asText()));
        assertThat(conflicts)
                .containsExactly("4 Its company belongs to nguyen; the account stays with its owner of the book.");
        assertThat(exported("firm", "a1").path("owner").asText()).isEqualTo("alvarez");
        assertThat(exported("firm", "a3").path("owner").asText()).isEqualTo("alvarez");
        JsonNode fresh = assign(
                "{\"source\":\"firm\",\"externalId\":\"a4\",\"email\":\"x@longest-firm.com\",\"country\":\"FR\"}");
        assertThat(fresh.path("repId").asText()).isEqualTo("nguyen");
        assertThat(fresh.path("rule").asText()).isEqualTo("existing company");
    }

    @Test
    void aCompanyThatWasRoutedStaysWithItsOwner() {
        JsonNode routed = assign(
                "{\"source\":\"routed\",\"externalId\":\"a1\",\"email\":\"x@routed-firm.de\",\"country\":\"DE\",\"postalCode\":\"20095\"}");
        String owner = routed.path("repId").asText();
        JsonNode answer =
                bringIn("", CSV, "source,externalId,domain,owner,since\nrouted,a2,routed-firm.de,sato,2001-01-01\n");
        assertThat(answer.path("issues").path(0).path("code").asText()).isEqualTo("company-conflict");
        JsonNode fresh = assign(
                "{\"source\":\"routed\",\"externalId\":\"a3\",\"email\":\"y@routed-firm.de\",\"country\":\"FR\"}");
        assertThat(fresh.path("repId").asText()).isEqualTo(owner);
    }

    @Test
    void twoRowsOfOneAccountAreDecidedInTheirOrder() {
        String rows = IntStream.range(0, 300)
                .mapToObj(i -> "twice,a" + i % 3 + "," + (i % 2 == 0 ? "sato" : "suzuki") + "," + i)
                .collect(Collectors.joining("\n", "source,externalId,owner,employees\n", "\n"));
        JsonNode answer = bringIn("", CSV, rows);
        assertThat(counts(answer)).isEqualTo("3 added, 297 changed, 0 unchanged, 0 refused");
        for (int i = 297; i < 300; i++) {
            JsonNode row = exported("twice", "a" + i % 3);
            assertThat(row.path("employees").asInt()).isEqualTo(i);
            assertThat(row.path("owner").asText()).isEqualTo(i % 2 == 0 ? "sato" : "suzuki");
        }
    }

    @Test
    void vendorsExportsAreUnderstoodByTheirHeaders() {
        JsonNode answer = bringIn(
                "?preset=salesforce",
                CSV,
                """
                "Id","Name","OwnerId","BillingCountry","BillingState","NumberOfEmployees","Website","Status"
                "0015g00000AbcdE","Sales Force KK","0055g00000Jsr3bAAB","Japan","Tokyo","1200","www.sf-kk.co.jp","Open"
                """);
        assertThat(counts(answer)).isEqualTo("1 added, 0 changed, 0 unchanged, 0 refused");
        assertThat(answer.path("leftOutColumns")).extracting(JsonNode::asText).containsExactly("Status");
        JsonNode salesforce = exported("salesforce", "0015g00000AbcdE");
        assertThat(salesforce.path("owner").asText()).isEqualTo("sato");
        assertThat(salesforce.path("place").asText()).isEqualTo("JP-13");
        assertThat(salesforce.path("domain").asText()).isEqualTo("sf-kk.co.jp");

        answer = bringIn(
                "?preset=hubspot",
                CSV,
                """
                Record ID;Company name;Company owner;Country/Region;State/Region;Number of Employees;Owner assigned date
                7001;Hub GmbH;Regula Keller;Germany;Bayern;250;2024-02-03 10:20
                """);
        assertThat(counts(answer)).isEqualTo("1 added, 0 changed, 0 unchanged, 0 refused");
        JsonNode hubspot = exported("hubspot", "7001");
        assertThat(hubspot.path("owner").asText()).isEqualTo("keller");
        assertThat(hubspot.path("since").asText()).isEqualTo("2024-02-03T10:20:00Z");
        assertThat(hubspot.path("region").asText()).isEqualTo("BY");
    }

    @Test
    void onlyWhatChangedSinceACursor() {
        String cursor = export("?format=ndjson").header("Book-Cursor");
        assertThat(export("?since=" + cursor).text()).isEmpty();
        bringIn("", CSV, "source,externalId,country,owner\nsince,a1,JP,sato\nsince,a2,JP,sato\n");
        bringIn("", CSV, "source,externalId,country,owner\nsince,a1,JP,suzuki\n");
        Answer changed = export("?since=" + cursor);
        assertThat(lines(changed.text()))
                .extracting(row -> row.path("externalId").asText() + " "
                        + row.path("owner").asText())
                .containsExactly("a2 sato", "a1 suzuki");
        assertThat(export("?since=" + changed.header("Book-Cursor")).text()).isEmpty();
        assertThat(service.api()
                        .get("/api/book?since=999999999")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("invalid-parameter");
    }

    @Test
    void aTableRunsNothingAndIsReadAsItWas() {
        bringIn(
                "",
                NDJSON,
                """
                {"source": "arms", "externalId": "=1+1", "name": "@SUM(A1)", "city": "'=x", "tags": ["a,b", "-c"], "owner": "sato", "latitude": -33.5, "longitude": 151.25}
                """);
        String table = export("?format=csv").text();
        assertThat(table).contains("'=1+1", "'@SUM(A1)", "''=x", ",-33.5,");
        JsonNode answer = bringIn("", CSV, table);
        assertThat(answer.path("changed").asInt()).isZero();
        assertThat(answer.path("added").asInt()).isZero();
        assertThat(answer.path("refused").asInt()).isZero();
    }

    /** Whatever other tests left is a part of the book, too. */
    @Test
    void theWholeBookGoesRoundInBothForms() throws Exception {
        assign(
                "{\"source\":\"round\",\"externalId\":\"q1\",\"name\":\"Blue\",\"country\":\"US\",\"region\":\"ME\",\"partner\":\"Resell\"}");
        assign("{\"source\":\"round\",\"externalId\":\"f1\",\"name\":\"Nine\",\"country\":\"Antarctica\"}");
        JsonNode closed = assign(
                "{\"source\":\"round\",\"externalId\":\"c1\",\"name\":\"リコー㈱\",\"corporateNumber\":\"T7000012050002\",\"email\":\"a@ricoh-example.co.jp\","
                        + "\"country\":\"JP\",\"region\":\"東京都\",\"dealSize\":\"¥12,000,000\",\"phone\":\"03-1234-5678\"}");
        service.api()
                .post(
                        "/api/assignments/" + closed.path("assignmentId").asText() + "/close",
                        "{\"by\":\"sato\",\"outcome\":\"won\"}");
        long decisions = decisions();
        for (String form : List.of("csv", "ndjson")) {
            String book = export("?format=" + form).text();
            JsonNode answer = bringIn("", form.equals("csv") ? CSV : NDJSON, book);
            assertThat(answer.path("unchanged").asLong())
                    .as(form)
                    .isEqualTo(answer.path("rows").asLong())
                    .isPositive();
            assertThat(decisions()).isEqualTo(decisions);
            try (LandfallService other = new LandfallService(
                    "jdbc:h2:file:" + Files.createTempDirectory(folder, "other").resolve("landfall"))) {
                JsonNode taken = send(other, "", form.equals("csv") ? CSV : NDJSON, book);
                assertThat(taken.path("added").asLong())
                        .as(form)
                        .isEqualTo(taken.path("rows").asLong());
                String again = other.api().get("/api/book?format=ndjson").text();
                assertThat(comparable(again))
                        .as(form)
                        .isEqualTo(comparable(export("?format=ndjson").text()));
            }
        }
    }

    @Test
    void aCallThatCanNotBeMeantIsRefusedBeforeAnythingIsTaken() {
        long before = decisions();
        String rows = "source,externalId,owner\nrefused,a1,sato\n";
        assertThat(problem("?preset=salesforse", rows)).contains("did you mean \\\"salesforce\\\"?");
        assertThat(problem("?map=Owner%3Downr", rows)).contains("did you mean \\\"owner\\\"?");
        assertThat(problem("?map=nonsense", rows)).contains("COLUMN=FIELD");
        assertThat(problem("?map=Boss%3Downer", rows)).contains("The table has no column \\\"Boss\\\".");
        assertThat(problem("", "source,externalId,Account Owner\nrefused,a1,sato\n"))
                .contains(
                        "No column becomes the owner; nothing was taken. The columns are \\\"source\\\", \\\"externalId\\\","
                                + " \\\"Account Owner\\\".")
                .contains("map=COLUMN=owner");
        assertThat(problem("?map=owner%3Dname", rows)).contains("No column becomes the owner");
        assertThat(problem("", "a,a\n1,2\n")).contains("names a column twice");
        assertThat(problem("", "\"a,b\n1,2\n")).contains("a quote is missing");
        assertThat(service.api().get("/api/book?format=xml").json().path("code").asText())
                .isEqualTo("invalid-parameter");
        assertThat(decisions()).isEqualTo(before);
    }

    @Test
    void importsAreListedWithHowFarTheyAre() {
        JsonNode answer =
                bringIn("?file=listed.csv", CSV, "source,externalId,owner\nlisted,a1,sato\nlisted,a2,nobody\n");
        JsonNode listed = service.api().get("/api/book/imports").json().path("imports");
        JsonNode mine = null;
        for (JsonNode each : listed) {
            mine = each.path("id").equals(answer.path("id")) ? each : mine;
        }
        assertThat(mine).isNotNull();
        assertThat(mine.path("state").asText()).isEqualTo("done");
        assertThat(mine.path("file").asText()).isEqualTo("listed.csv");
        assertThat(mine.path("rows").asInt()).isEqualTo(2);
        assertThat(mine.path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void theCommandBringsInAndGivesOut() throws Exception {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(file, "source,externalId,Boss\ncommand,a1,sato\ncommand,a2,satoo\n");
        String to = "http://127.0.0.1:" + service.port();
        LandfallService.Ran in =
                LandfallService.command("book", "import", file.toString(), "--to", to, "--map", "Boss=owner");
        assertThat(in.out())
                .contains(
                        "row 3, Boss \"satoo\": No rep of the roster is \"satoo\". (did you mean \"sato\"?) [left out]")
                .contains("2 rows: 1 new account, 0 changed, 0 as they were, 1 left out");
        Path book = folder.resolve("book.csv");
        LandfallService.Ran given = LandfallService.command("book", "export", "--output", book.toString(), "--to", to);
        assertThat(given.out()).contains("for what comes after: --since ");
        assertThat(Files.readString(book)).isEqualTo(export("?format=csv").text());
        assertThat(LandfallService.command("book", "import", file.toString(), "--to", to, "--preset", "hub")
                        .out())
                .contains("refused: ")
                .contains("query preset");
    }

    private String problem(String query, String rows) {
        Answer answer = service.api().postText("/api/book" + query, CSV, rows);
        assertThat(answer.status()).isEqualTo(400);
        return answer.text();
    }

    private static Map<String, JsonNode> comparable(String book) {
        Map<String, JsonNode> rows = new HashMap<>();
        lines(book).forEach(row -> {
            ((com.fasterxml.jackson.databind.node.ObjectNode) row)
                    .remove(List.of("kind", "assignmentId", "decidedAt", "rule"));
            assertThat(rows.put(
                            row.path("source").asText() + "/"
                                    + row.path("externalId").asText(),
                            row))
                    .isNull();
        });
        return rows;
    }

    private JsonNode bringIn(String query, String type, String body) {
        return send(service, query, type, body);
    }

    private static JsonNode send(LandfallService to, String query, String type, String body) {
        Answer answer = to.api().postText("/api/book" + query, type, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Answer export(String query) {
        Answer answer = service.api().get("/api/book" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private JsonNode exported(String source, String externalId) {
        return lines(export("").text()).stream()
                .filter(row -> row.path("source").asText().equals(source)
                        && row.path("externalId").asText().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> lines(String ndjson) {
        return ndjson.lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private JsonNode assign(String body) {
        return service.api().post("/api/assignments", body).json();
    }

    private JsonNode latest(String source, String externalId) {
        return service.api()
                .get("/api/assignments?account=" + source + "/" + externalId)
                .json()
                .path("assignments")
                .path(0);
    }

    private String rotations() {
        return service.api().get("/api/rotations").text();
    }

    private long decisions() {
        return Long.parseLong(export("?since=0").header("Book-Cursor"));
    }

    private static String counts(JsonNode answer) {
        return answer.path("added") + " added, " + answer.path("changed") + " changed, " + answer.path("unchanged")
                + " unchanged, " + answer.path("refused") + " refused";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
