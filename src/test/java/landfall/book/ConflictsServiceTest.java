package landfall.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** Companies with several owners, over HTTP, with the sample rules; on H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConflictsServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/companies/conflicts";

    @TempDir
    static Path folder;

    private LandfallService service;
    private String cursor;
    private String whole;

    /** Of a database that is empty. */
    String database() throws Exception {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeAll
    void start() throws Exception {
        service = new LandfallService(database());
        // she sells on one day only
        assertThat(service.api()
                        .put("/api/reps/rao", "{\"activeTo\": \"2027-01-01\"}")
                        .status())
                .isEqualTo(200);
        bringIn(
                """
                source,externalId,name,domain,duns,annualRevenue,owner,since
                crm,acme-1,Acme,acme.example.com,,900,sato,2024-01-01
                crm,solo-1,Solo,solo.example.com,,1,keller,2020-01-01
                crm,acme-2,Acme Ltd,acme.example.com,,10,suzuki,2023-01-01
                crm,solo-2,Solo too,solo.example.com,,1,keller,2021-01-01
                crm,duns-1,=Twin(),one.example.com,150483782,,moreau,2022-01-01
                crm,acme-3,Acme again,acme.example.com,,5,sato,2025-01-01
                crm,duns-2,Twin,two.example.com,150483782,,ricci,2021-06-01
                crm,left-1,Left,left.example.com,,,brandt,2020-01-01
                crm,left-2,Left,left.example.com,,,rao,2021-01-01
                """);
        Answer alone = service.api()
                .post(
                        "/api/assignments",
                        "{\"source\": \"crm\", \"externalId\": \"alone\", \"domain\": \"solo.example.com\", \"match\": \"account\","
                                + " \"country\": \"JP\", \"region\": \"13\", \"employees\": 9000}");
        assertThat(alone.json().path("repId").asText()).as(alone.text()).isNotEqualTo("keller");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void bringIn(String table) {
        Answer answer = service.api().postText("/api/book", "text/csv", table);
        assertThat(answer.json().path("refused").asInt()).as(answer.text()).isZero();
    }

    private List<JsonNode> conflicts(String query) throws Exception {
        Answer answer = service.api().get(PATH + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<JsonNode> companies = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            companies.add(JSON.readTree(line));
        }
        return companies;
    }

    private static List<String> ids(JsonNode company) {
        return company.path("accounts").findValuesAsText("externalId");
    }

    @Test
    @Order(1)
    void eachIsToldWithItsAccountsInTheOrderOfItsFounding() throws Exception {
        Answer answer = service.api().get(PATH);
        cursor = answer.header("Book-Cursor");
        whole = answer.text();
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> companies = conflicts("");
        assertThat(companies).hasSize(3);
        assertThat(companies)
                .extracting(ConflictsServiceTest::ids)
                .containsExactly(
                        List.of("acme-1", "acme-2", "acme-3"),
                        List.of("duns-1", "duns-2"),
                        List.of("left-1", "left-2"));
        JsonNode acme = companies.get(0);
        assertThat(acme.path("companyOwner").asText()).isEqualTo("suzuki");
        JsonNode sato = acme.path("owners").get(0);
        assertThat(sato.path("rep").asText()).isEqualTo("sato");
        assertThat(sato.path("accounts").asInt()).isEqualTo(2);
        assertThat(sato.path("since").asText()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(sato.path("annualRevenue").asInt()).isEqualTo(905);
        assertThat(sato.path("ownsCompany").asBoolean()).isFalse();
        assertThat(acme.path("accounts").get(0).path("companyKeys")).isNotEmpty();
        assertThat(companies.get(2).has("proposal")).isFalse();
        assertThat(companies.get(2).path("owners").get(0).path("active").asBoolean())
                .isFalse();
    }

    @Test
    @Order(2)
    void whoKeepsItIsAsTheCallSays() throws Exception {
        assertThat(proposal("company")).isEqualTo("suzuki: the company is his (2)");
        assertThat(proposal("accounts")).isEqualTo("sato: has 2 of 3 accounts (1)");
        assertThat(proposal("longest")).isEqualTo("suzuki: has had one of them since 2023-01-01T00:00:00Z (2)");
        assertThat(proposal("revenue")).isEqualTo("sato: has 905 of their annual revenue (1)");
        assertThat(conflicts("").get(0)).isEqualTo(conflicts("?keeps=company").get(0));
    }

    private String proposal(String keeps) throws Exception {
        JsonNode proposal = conflicts("?keeps=" + keeps).get(0).path("proposal");
        return proposal.path("keeps").asText() + ": " + proposal.path("because").asText() + " ("
                + proposal.path("moves").asInt() + ")";
    }

    @Test
    @Order(3)
    void pageByPageNoneIsMissingOrThereTwice() throws Exception {
        List<JsonNode> paged = new ArrayList<>();
        List<JsonNode> page = conflicts("?limit=1&at=" + cursor);
        while (!page.isEmpty()) {
            assertThat(page).hasSize(1);
            paged.addAll(page);
            page = conflicts("?limit=1&at=" + cursor + "&after="
                    + page.get(0).path("company").asLong());
        }
        assertThat(paged).isEqualTo(conflicts(""));
    }

    @Test
    @Order(4)
    void aTableSaysWhereEachAccountGoesAndRunsNothing() {
        List<String> lines = service.api()
                .get(PATH + "?format=csv&keeps=accounts")
                .text()
                .lines()
                .toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0))
                .startsWith("company,companyOwner,source,externalId,name,")
                .endsWith("keeps,goesTo,because");
        assertThat(lines.get(1)).endsWith(",sato,,has 2 of 3 accounts");
        assertThat(lines.get(2)).contains(",acme-2,Acme Ltd,").endsWith(",sato,sato,has 2 of 3 accounts");
        assertThat(lines.get(4)).contains(",duns-1,'=Twin(),");
        assertThat(lines.get(6)).contains(",left-1,").endsWith(",,,none of the owners sells");
        assertThat(service.api()
                        .get(PATH + "?keeps=accounts", "Accept", "text/csv")
                        .text()
                        .lines())
                .containsExactlyElementsOf(lines);
    }

    @Test
    @Order(5)
    void everyFaultOfAQuestionIsNamed() {
        Answer answer = service.api().get(PATH + "?keeps=acounts&format=xml&after=-1&limit=0&at=99999");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("issues").findValuesAsText("place"))
                .containsExactly("query keeps", "query format", "query after", "query limit", "query at");
        assertThat(answer.text()).contains("did you mean \\\"accounts\\\"?");
    }

    /** The last one: it changes the book. */
    @Test
    @Order(6)
    void whatIsMendedIsGoneAndTheBookOfBeforeStaysAsItWas() throws Exception {
        bringIn("source,externalId,owner\ncrm,acme-2,sato\ncrm,solo-2,mueller\n");
        assertThat(conflicts(""))
                .extracting(ConflictsServiceTest::ids)
                .containsExactly(List.of("solo-1", "solo-2"), List.of("duns-1", "duns-2"), List.of("left-1", "left-2"));
        assertThat(service.api().get(PATH + "?at=" + cursor).text()).isEqualTo(whole);
        // an account that leads to both makes them one company
        bringIn("source,externalId,domain,duns,owner\ncrm,both,solo.example.com,150483782,keller\n");
        assertThat(conflicts(""))
                .extracting(ConflictsServiceTest::ids)
                .containsExactly(List.of("solo-1", "duns-1", "duns-2", "solo-2", "both"), List.of("left-1", "left-2"));
    }
}
