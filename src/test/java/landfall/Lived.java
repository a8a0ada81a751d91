package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import landfall.http.Api;

/** What a service was told and what it answered, so that another one can be asked whether it still knows. */
final class Lived {
    private static final String TERRITORY = "us-mountain-enterprise";

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, String> records = new LinkedHashMap<>();
    private JsonNode rotations;
    private JsonNode absences;
    private JsonNode rosterVersion;

    /** Fills a new service: keys, repeats, personal data, a changed roster, an absence, an offer. */
    static Lived on(Api api) {
        Lived lived = new Lived();
        for (int i = 0; i < 25; i++) {
            Api.Answer answer = api.post("/api/assignments", account("kept-" + i), "Idempotency-Key", "key-" + i);
            assertThat(answer.status()).isEqualTo(200);
            lived.answers.put("key-" + i, answer.text());
            String id = answer.json().path("assignmentId").asText();
            lived.records.put(id, api.get("/api/assignments/" + id).text());
        }
        assertThat(api.put("/api/reps/newcomer", "{\"name\":\"New Comer\",\"teams\":[\"us-mountain\"]}")
                        .status())
                .isBetween(200, 201);
        assertThat(api.post("/api/absences", "{\"rep\":\"newcomer\",\"from\":\"2020-01-01\",\"to\":\"2099-12-31\"}")
                        .status())
                .isBetween(200, 201);
        lived.look(api);
        return lived;
    }

    /** Notes where everything stands now. */
    void look(Api api) {
        rotations = api.get("/api/rotations").json();
        absences = api.get("/api/absences").json();
        rosterVersion = api.get("/api/roster").json().path("version");
    }

    /** Everything is as it was, and the next account gets the turn that comes next. */
    void goesOn(Api api) {
        answers.forEach((key, answer) -> assertThat(api.post(
                                "/api/assignments",
                                account("kept-" + key.substring("key-".length())),
                                "Idempotency-Key",
                                key)
                        .text())
                .as(key)
                .isEqualTo(answer));
        records.forEach((id, stored) ->
                assertThat(api.get("/api/assignments/" + id).text()).isEqualTo(stored));
        assertThat(api.get("/api/rotations").json()).isEqualTo(rotations);
        assertThat(api.get("/api/absences").json()).isEqualTo(absences);
        assertThat(api.get("/api/roster").json().path("version")).isEqualTo(rosterVersion);
        // the same fields without a key are a repeat, which only the digests under the account's secret can tell
        assertThat(api.post("/api/assignments", account("kept-1"))
                        .json()
                        .path("kind")
                        .asText())
                .isEqualTo("kept");
        long turn = turn(api);
        assertThat(api.post("/api/assignments", account("new-" + turn))
                        .json()
                        .path("kind")
                        .asText())
                .isEqualTo("assigned");
        assertThat(turn(api)).isEqualTo(turn + 1);
        assertThat(api.get("/api/audit/fairness").status()).isEqualTo(200);
    }

    private static long turn(Api api) {
        for (JsonNode pool : api.get("/api/rotations").json().path("rotations")) {
            if (pool.path("pool").asText().equals(TERRITORY)) {
                return pool.path("turn").asLong();
            }
        }
        throw new AssertionError("no turns of " + TERRITORY);
    }

    /** Companies whose names differ by more than a number, each with an owner of its own. */
    private static String account(String id) {
        StringBuilder name = new StringBuilder();
        id.chars().filter(Character::isLetterOrDigit).forEach(c -> name.append((char) (c <= '9' ? c - '0' + 'a' : c)));
        return "{\"source\": \"lived\", \"externalId\": \"" + id + "\", \"name\": \"" + name
                + " Works\", \"country\": \"US\", \"region\": \"CO\", \"employees\": 5000, \"person\": \"Mai Tanaka "
                + id + "\"}";
    }
}
