package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import landfall.http.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reps, territories and teams one by one: what is read, what is written, and what can't be taken. */
class RosterRowsTest {

    @TempDir
    private static Path folder;

    private static Running service;
    private static Api api;
    private static String seed;

    @BeforeAll
    static void start() throws Exception {
        service = new Running(folder);
        api = service.api();
        seed = service.version();
    }

    @AfterEach
    void back() {
        assertThat(api.post("/api/roster/versions/" + seed + "/activate", "{}").status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aRepIsReadWithEveryColumn() {
        assertThat(api.get("/api/reps/keller").text())
                .isEqualTo("{\"id\":\"keller\",\"name\":\"Regula Keller\",\"email\":\"keller@example.com\","
                        + "\"teams\":[\"dach\",\"life-sciences\"],\"manager\":\"mueller\",\"backup\":\"mueller\","
                        + "\"zone\":\"Europe/Zurich\",\"hours\":\"Mon-Fri 08:00-17:00\",\"weight\":1,"
                        + "\"skills\":[\"pharma\"],\"languages\":[\"de\",\"en\",\"fr\"],"
                        + "\"salesforceId\":\"0055g00000F81SqAAJ\"}");
        assertThat(api.get("/api/reps").json().path("reps")).hasSizeGreaterThan(50);
        assertThat(api.get("/api/reps/nobody").status()).isEqualTo(404);
    }

    @Test
    void whatIsReadCanBeSentBackAndChangesNothing() {
        for (String rep : new String[] {"keller", "brandt", "rao", "oconnell"}) {
            Api.Answer answer =
                    api.put("/api/reps/" + rep, api.get("/api/reps/" + rep).text());
            assertThat(answer.json().path("published").asBoolean())
                    .as(answer.text())
                    .isFalse();
            assertThat(answer.json().path("changes")).isEmpty();
        }
        api.put("/api/territories/emea", api.get("/api/territories/emea").text());
        api.put("/api/teams/dach", api.get("/api/teams/dach").text());
        assertThat(service.version()).isEqualTo(seed);
    }

    @Test
    void onlyTheRowThatIsMeantIsRewritten() throws IOException {
        String version = api.put(
                        "/api/reps/keller",
                        "{\"calendar\": \"CH-ZH\", \"salesforceId\": \"X\", \"weight\": 2, \"capacity\": 12.50,"
                                + " \"teams\": [\"dach\"], \"backup\": null, \"skills\": [\"pharma\", \"chemistry\"]}")
                .json()
                .path("version")
                .asText();
        String before = files(seed).get("roster/reps.csv");
        String after = files(version).get("roster/reps.csv");
        assertThat(after)
                .isEqualTo(
                        before.replace("activeTo,salesforceId\n", "activeTo,salesforceId,calendar\n")
                                .replace(
                                        "keller,Regula Keller,keller@example.com,dach;life-sciences,mueller,mueller,"
                                                + "Europe/Zurich,Mon-Fri 08:00-17:00,,,pharma,de;fr;en,,,0055g00000F81SqAAJ",
                                        "keller,Regula Keller,keller@example.com,dach,mueller,,"
                                                + "Europe/Zurich,Mon-Fri 08:00-17:00,2,12.5,pharma;chemistry,de;fr;en,,,X,CH-ZH"));
        assertThat(files(version).get("roster/holidays.csv"))
                .isEqualTo(files(seed).get("roster/holidays.csv"));
        JsonNode rep = api.get("/api/reps/keller").json();
        assertThat(rep.path("calendar").asText()).isEqualTo("CH-ZH");
        assertThat(rep.has("backup")).isFalse();
        assertThat(rep.path("capacity").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(api.get("/api/roster/versions/0000/files").status()).isEqualTo(404);
    }

    @Test
    void everyFaultOfABodyIsNamed() {
        Api.Answer answer = api.put(
                "/api/reps/keller",
                "{\"id\": \"other\", \"name\": \"\", \"teams\": \"dach\", \"skills\": [\"a;b\", 3], \"weight\": 1.5,"
                        + " \"capacity\": \"many\", \"zone\": 1, \"salesforceid\": \"X\", \"email\": \"a\\nb\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("issues").findValuesAsText("place"))
                .containsExactlyInAnyOrder(
                        "/id",
                        "/name",
                        "/teams",
                        "/skills/0",
                        "/skills/1",
                        "/weight",
                        "/capacity",
                        "/zone",
                        "/salesforceid",
                        "/email");
        assertThat(answer.text()).contains("did you mean \\\"salesforceId\\\"?");
        assertThat(api.put("/api/reps/keller", "[]").status()).isEqualTo(400);
        assertThat(api.put("/api/reps/newcomer", "{\"email\": \"new@example.com\"}")
                        .json()
                        .path("issues")
                        .findValuesAsText("place"))
                .containsExactly("/name");
        assertThat(api.put("/api/teams/dach", "{\"members\": [\"keler\", null]}")
                        .json()
                        .path("issues")
                        .toString())
                .contains("/members/0", "did you mean \\\"keller\\\"?", "/members/1");
        assertThat(api.put("/api/teams/dach", "{}").status()).isEqualTo(400);
        assertThat(service.version()).isEqualTo(seed);
    }

    @Test
    void whatTheRosterCantHoldIsToldAtItsCell() {
        Api.Answer answer = api.put(
                "/api/reps/keller",
                "{\"zone\": \"Europe/Zürich\", \"hours\": \"always\", \"calendar\": \"CH-XX\", \"manager\": \"nobody\","
                        + " \"activeFrom\": \"tomorrow\", \"weight\": 0}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("issues").findValuesAsText("code"))
                .contains(
                        "unknown-zone", "bad-hours", "unknown-calendar", "unknown-rep", "bad-date", "bad-cell-number");
        assertThat(api.put("/api/reps/a%20b", "{\"name\": \"A B\"}").text()).contains("bad-id");
    }

    @Test
    void aTeamTakesAndGivesMembersAndLeavesTheirOtherTeams() {
        JsonNode change = api.put("/api/teams/life-sciences", "{\"members\": [\"moreau\", \"brandt\"]}")
                .json();
        assertThat(change.path("changes").findValuesAsText("id")).containsExactlyInAnyOrder("brandt", "keller");
        assertThat(api.get("/api/teams/life-sciences").json().path("members").toString())
                .isEqualTo("[\"brandt\",\"moreau\"]");
        assertThat(api.get("/api/teams/dach").json().path("members").toString()).contains("brandt", "keller");
        assertThat(api.put("/api/teams/brand-new", "{\"members\": [\"keller\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/teams").json().path("teams").findValuesAsText("id"))
                .contains("brand-new")
                .isSorted();
        assertThat(api.put("/api/teams/brand-new", "{\"members\": []}").status())
                .isEqualTo(200);
        assertThat(api.get("/api/teams/brand-new").status()).isEqualTo(404);
    }

    @Test
    void whoeverNobodyNamesCanGoAndATerritoryComeAndGo() {
        assertThat(api.put("/api/reps/zoe", "{\"name\": \"Zoe, of Zürich\", \"teams\": [\"dach\", \"zoo\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/teams/zoo").json().path("members").toString()).isEqualTo("[\"zoe\"]");
        JsonNode gone = api.remove("/api/reps/zoe?by=tom&message=left").json();
        assertThat(gone.path("changes").toString())
                .isEqualTo("[{\"kind\":\"rep\",\"id\":\"zoe\",\"how\":\"removed\",\"fields\":[]}]");
        assertThat(gone.path("version").asText()).isEqualTo(seed);
        assertThat(api.remove("/api/reps/zoe").status()).isEqualTo(404);

        assertThat(api.put(
                                "/api/territories/moon",
                                "{\"name\": \"The Moon\", \"type\": \"territory\", \"parent\": \"world\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/territories").json().path("territories").findValuesAsText("id"))
                .endsWith("moon");
        assertThat(api.put("/api/territories/moon", "{\"type\": \"planet\"}").status())
                .isEqualTo(422);
        assertThat(api.remove("/api/territories/moon?check=true")
                        .json()
                        .path("published")
                        .asBoolean())
                .isFalse();
        assertThat(api.remove("/api/territories/moon").status()).isEqualTo(200);
        assertThat(api.remove("/api/territories/moon").status()).isEqualTo(404);
    }

    private static Map<String, String> files(String version) throws IOException {
        Map<String, String> files = new TreeMap<>();
        byte[] bytes = api.get("/api/roster/versions/" + version + "/files").body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
