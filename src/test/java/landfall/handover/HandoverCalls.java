package landfall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import landfall.http.Api;
import landfall.http.Api.Answer;

/** What tests of handovers ask a service. */
record HandoverCalls(Api api) {

    private static final ObjectMapper JSON = new ObjectMapper();

    void bring(String source, String owner, String where, int accounts) {
        String rows = IntStream.range(0, accounts)
                .mapToObj(i -> source + ",a" + i + "," + where + "," + owner + "\n")
                .collect(Collectors.joining());
        JsonNode answer = api.postText("/api/book", "text/csv", "source,externalId,country,region,owner\n" + rows)
                .json();
        assertThat(answer.path("added").asInt()).isEqualTo(accounts);
    }

    void hold(String source, String externalId) {
        Answer held = api.put(
                "/api/accounts/" + source + "/" + externalId + "/hold",
                "{\"until\":\"2030-01-01\",\"reason\":\"talks\",\"by\":\"carol\"}");
        assertThat(held.status()).isEqualTo(200);
    }

    JsonNode ask(String rep, String terms) {
        Answer answer =
                api.post("/api/reps/" + rep + "/handover", "{" + terms + ",\"reason\":\"new role\",\"by\":\"carol\"}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    JsonNode run(String id) throws InterruptedException {
        assertThat(api.post("/api/handovers/" + id + "/run", "{\"by\":\"carol\"}")
                        .status())
                .isEqualTo(200);
        return await(id);
    }

    JsonNode await(String id) throws InterruptedException {
        while (true) {
            JsonNode handover = api.get("/api/handovers/" + id).json();
            if (List.of("done", "failed", "stopped")
                    .contains(handover.path("state").asText())) {
                return handover;
            }
            Thread.sleep(50);
        }
    }

    Map<String, Long> owners(String source) {
        Map<String, Long> owners = new HashMap<>();
        api.get("/api/book").text().lines().map(HandoverCalls::read).forEach(row -> {
            if (row.path("source").asText().equals(source)) {
                owners.merge(row.path("owner").asText(), 1L, Long::sum);
            }
        });
        return owners;
    }

    JsonNode latest(String source, String externalId) {
        return api.get("/api/assignments?account=" + source + "/" + externalId)
                .json()
                .path("assignments")
                .path(0);
    }

    JsonNode change(String assignmentId) {
        return StreamSupport.stream(
                        api.get("/api/changes?after=0&limit=1000")
                                .json()
                                .path("changes")
                                .spliterator(),
                        false)
                .filter(change -> change.path("assignmentId").asText().equals(assignmentId))
                .findFirst()
                .orElseThrow();
    }

    long turns(String pool) {
        return StreamSupport.stream(
                        api.get("/api/rotations").json().path("rotations").spliterator(), false)
                .filter(rotation -> rotation.path("pool").asText().equals(pool))
                .mapToLong(rotation -> rotation.path("turn").asLong())
                .sum();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static List<String> places(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return StreamSupport.stream(answer.json().path("issues").spliterator(), false)
                .map(issue -> issue.path("place").asText())
                .toList();
    }
}
