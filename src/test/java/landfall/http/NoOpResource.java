package landfall.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the same JSON and answers with the same JSON as an assignment, and does nothing between: the floor. */
@Path("/api/noop")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoOpResource {

    private final ObjectMapper json;

    NoOpResource(ObjectMapper json) {
        this.json = json;
    }

    @POST
    @Needs(Role.ROUTE)
    public byte[] answer(byte[] body) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("assignmentId", json.readTree(body).path("externalId").asText());
        answer.put("status", "assigned");
        answer.put("kind", "assigned");
        answer.put("territory", "hot");
        answer.put("repId", "rep-3");
        answer.put("repName", "Rep Three");
        answer.put("repEmail", "rep-3@example.com");
        answer.put("rule", "Rule 481");
        answer.put("ruleSetVersion", "7f3c2a9b7f3c2a9b7f3c2a9b7f3c2a9b7f3c2a9b7f3c2a9b7f3c2a9b7f3c2a9b");
        answer.put("reason", "Rule 481 claims it for hot; it was the turn of rep-3.");
        answer.put("decidedAt", Instant.now());
        return json.writeValueAsBytes(answer);
    }
}
