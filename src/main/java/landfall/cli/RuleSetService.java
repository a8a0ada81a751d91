package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import landfall.ruleset.FileArchive;
import landfall.ruleset.RuleFile;

/** A running service, as far as its rules are concerned. */
final class RuleSetService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    /** Checking a hundred thousand rules takes a while. */
    private static final Duration ANSWERING = Duration.ofMinutes(5);

    private final URI address;
    private final String key;

    /** @param key empty: none */
    RuleSetService(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** What is wanted. */
    record Wish(String by, String message, boolean activate, boolean onlyCheck) {}

    /** Sends the files and reports the answer; whether the service took them, or would. */
    boolean publish(List<RuleFile> files, Wish wish, PublishReport report) throws IOException, InterruptedException {
        byte[] zip = FileArchive.pack(files.stream().collect(Collectors.toMap(RuleFile::path, RuleFile::bytes)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/rulesets?by="
                        + encoded(wish.by()) + "&message=" + encoded(wish.message()) + "&activate=" + wish.activate()
                        + "&check=" + wish.onlyCheck()))
                .timeout(ANSWERING)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip));
        if (!key.isBlank()) {
            request.header("Authorization", "Bearer " + key.strip());
        }
        HttpResponse<String> response;
        try {
            response = HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            report.unreachable(address);
            return false;
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200 && answer.has("result")) {
                return report.answered(answer, wish);
            }
            if (answer.has("title")) {
                report.refused(answer);
                return false;
            }
        } catch (JsonProcessingException somethingElse) {
            // said below
        }
        report.notLandfall(address, response.statusCode());
        return false;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
