package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A running service, as far as its keys are concerned. */
public final class KeyService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private final String address;
    private final String key;

    /** @param key one that holds admin */
    public KeyService(String address, String key) {
        this.address = address;
        this.key = key;
    }

    /** It did not do what was asked. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RefusedException(String why) {
            super(why);
        }
    }

    /**
     * Makes a key.
     *
     * @param body as the call takes it
     * @return as the call answers
     * @throws RefusedException where the service says no
     * @throws java.net.ConnectException where no service listens there
     */
    public JsonNode create(JsonNode body) throws IOException, InterruptedException {
        return send(request("")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public JsonNode list() throws IOException, InterruptedException {
        return send(request("").GET());
    }

    public JsonNode revoke(String idOrName) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(idOrName, StandardCharsets.UTF_8).replace("+", "%20");
        return send(request("/" + encoded).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/keys" + path))
                .timeout(ANSWERING)
                .header("Authorization", "Bearer " + key);
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException somethingElse) {
            throw new RefusedException("what answers at " + request.build().uri() + " is no Landfall");
        }
        if (response.statusCode() >= 300) {
            throw new RefusedException(why(answer));
        }
        return answer;
    }

    private static String why(JsonNode problem) {
        StringBuilder why = new StringBuilder(problem.path("detail").asText(problem.toString()));
        problem.path("issues").forEach(issue -> why.append("\n  ")
                .append(issue.path("place").asText())
                .append(": ")
                .append(issue.path("message").asText()));
        return why.toString();
    }
}
