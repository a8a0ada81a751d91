package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import landfall.ruleset.FileArchive;
import landfall.ruleset.RuleFile;

/** A running service, as far as its roster is concerned. */
final class RosterService {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Checking a hundred thousand rules takes a while. */
    private static final Duration ANSWERING = Duration.ofMinutes(5);

    private final ServiceClient service;

    RosterService(ServiceClient service) {
        this.service = service;
    }

    /** Sends the files and reports the answer; whether the service took them, or would. */
    boolean publish(List<RuleFile> files, String by, String message, boolean onlyCheck, RosterReport report)
            throws IOException, InterruptedException {
        byte[] zip = FileArchive.pack(files.stream().collect(Collectors.toMap(RuleFile::path, RuleFile::bytes)));
        HttpResponse<String> response;
        try {
            response = service.send(
                    service.request("/api/roster?by=" + ServiceClient.encoded(by) + "&message="
                                    + ServiceClient.encoded(message) + "&check=" + onlyCheck)
                            .timeout(ANSWERING)
                            .header("Content-Type", "application/zip")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(zip)),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ServiceClient.UnansweredException unanswered) {
            report.unanswered(unanswered);
            return false;
        }
        boolean taken = response.statusCode() == 200;
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (taken && answer.has("version")) {
                report.changed(answer, onlyCheck);
                return true;
            }
            if (answer.has("title")) {
                report.refused(answer);
                return false;
            }
        } catch (JsonProcessingException somethingElse) {
            // said below
        }
        report.notLandfall(service.address(), response.statusCode());
        return false;
    }
}
