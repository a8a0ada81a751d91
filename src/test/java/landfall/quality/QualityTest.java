package landfall.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import landfall.LandfallService;
import landfall.http.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was unknown, missing or there twice is told by source and day, each decision counted once. */
class QualityTest {

    @TempDir
    Path folder;

    private LandfallService service;
    private Api api;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void start() throws Exception {
        service = new LandfallService(url());
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void assign(String source, String id, String fields) {
        assertThat(api.post(
                                "/api/assignments",
                                ("{'source': '" + source + "', 'externalId': '" + id + "', " + fields + "}")
                                        .replace('\'', '"'))
                        .status())
                .isEqualTo(200);
    }

    private static String days() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "from=" + today.minusDays(1) + "&to=" + today;
    }

    private JsonNode report() {
        return api.get("/api/audit/quality?" + days()).json();
    }

    private static List<String> rows(JsonNode list, String... fields) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : list) {
            StringBuilder text = new StringBuilder();
            for (String field : fields) {
                text.append(text.isEmpty() ? "" : " ").append(row.path(field).asText());
            }
            rows.add(text.toString());
        }
        return rows;
    }

    @Test
    void eachFigureCountsWhatItSays() throws Exception {
        assign("web", "a", "'country': 'Atlantis', 'industry': 'Basket weaving'");
        assign("web", "b", "'country': 'Atlantis', 'industry': 'Software'");
        assign("web", "c", "'country': 'N/A', 'industry': '-'");
        assign("web", "c", "'country': 'Sweden'");
        assign("crm", "d", "'country': 'US', 'region': 'Bavaria', 'name': 'Acme Inc.', 'domain': 'acme.example'");
        assign("crm", "e", "'region': 'CA', 'name': 'Acme GmbH', 'domain': 'www.acme.example'");
        assign("crm", "f", "'country': '=1+2', 'name': 'ACME', 'email': 'jo@acme.example'");

        JsonNode report = report();

        assertThat(report.path("notCounted").asLong()).isZero();
        List<String> figures = new ArrayList<>();
        for (JsonNode day : report.path("days")) {
            StringBuilder row = new StringBuilder(day.path("source").asText());
            day.path("figures").forEach(figure -> row.append(' ').append(figure.asLong()));
            figures.add(row.toString());
        }
        assertThat(figures).containsExactly("crm 3 3 1 1 2 1 0 3 2 2", "web 4 3 2 1 0 4 1 2 0 0");
        assertThat(report.path("total").path("decisions").asLong()).isEqualTo(7);
        assertThat(rows(report.path("unknown"), "field", "value", "source", "decisions"))
                .containsExactlyInAnyOrder(
                        "country Atlantis web 2",
                        "country =1+2 crm 1",
                        "region Bavaria crm 1",
                        "region CA crm 1",
                        "industry Basket weaving web 1");
        assertThat(rows(report.path("duplicates"), "kind", "value", "accounts", "lastSource", "lastExternalId"))
                .containsExactly("domain acme.example 3 crm f", "name acme 3 crm f");
        assertThat(report()).isEqualTo(report);
        assertThat(csv("unknown")).contains("country,'=1+2,crm,1,");
        assertThat(csv("duplicates")).contains("domain,acme.example,3,crm,f,");
        assertThat(csv("days")).startsWith("day,source,decisions,accounts,unknownCountry,");

        stop();
        start();
        assign("crm", "g", "'country': 'SE', 'domain': 'acme.example'");
        assertThat(report().path("total").path("decisions").asLong()).isEqualTo(8);
        assertThat(rows(report().path("duplicates"), "kind", "accounts")).containsExactly("domain 4", "name 3");
    }

    private String csv(String table) {
        return api.get("/api/audit/quality?table=" + table + "&" + days(), "Accept", "text/csv")
                .text();
    }

    @Test
    void wrongParametersAreNamed() {
        List<String> places = rows(
                api.get("/api/audit/quality?to=2026-11-32&top=0&table=weeks")
                        .json()
                        .path("issues"),
                "place");

        assertThat(places).containsExactly("query from", "query to", "query top", "query table");
        assertThat(api.get("/api/audit/quality?from=2026-01-02&to=2026-01-01").status())
                .isEqualTo(400);
    }
}
