package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** A running service, as far as the balance is concerned. */
final class BalanceService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/balance";
    private static final long LOOK_MILLIS = 100;

    private final ServiceClient service;
    private final BalanceReport report;

    BalanceService(ServiceClient service, BalanceReport report) {
        this.service = service;
        this.report = report;
    }

    /** Makes a snapshot, and waits for it; whether it was made. */
    boolean takeFresh() throws InterruptedException {
        HttpResponse<String> begun = send(service.request(PATH).POST(BodyPublishers.noBody()));
        if (begun.statusCode() != 202) {
            report.refused(read(begun.body()));
            return false;
        }
        String path = PATH + "/" + read(begun.body()).path("id").asText();
        JsonNode snapshot = read(begun.body());
        while (snapshot.path("state").asText().equals("running")) {
            Thread.sleep(LOOK_MILLIS);
            snapshot = read(send(service.request(path).GET()).body());
        }
        boolean done = snapshot.path("state").asText().equals("done");
        if (!done) {
            report.refused(snapshot);
        }
        return done;
    }

    /** Whether there was something to tell. */
    boolean print(String days) throws InterruptedException {
        HttpResponse<String> answer =
                send(service.request(PATH + "?format=json" + (days.isEmpty() ? "" : "&of=all" + days))
                        .GET());
        JsonNode read = read(answer.body());
        if (answer.statusCode() != 200) {
            report.refused(read);
            return false;
        }
        JsonNode snapshots = read.path("snapshots");
        if (snapshots.isEmpty()) {
            report.nothing();
            return false;
        }
        if (days.isEmpty()) {
            report.snapshot(snapshots.path(0));
        } else {
            report.days(snapshots);
        }
        return true;
    }

    /** Writes a file, which is there only once it is whole; whether the service answered with it. */
    boolean write(String days, Path file) throws IOException, InterruptedException {
        String format = file.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? "json" : "csv";
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            boolean answered;
            try (OutputStream out = output(part, file)) {
                answered = copy(PATH + "?format=" + format + days, out);
            }
            if (answered) {
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
                report.written(file);
            }
            return answered;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private boolean copy(String path, OutputStream out) throws InterruptedException {
        HttpResponse<InputStream> answer = service.send(service.request(path).GET(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                report.refused(read(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
                return false;
            }
            body.transferTo(out);
            return true;
        } catch (IOException broken) {
            throw service.unanswered(broken);
        }
    }

    private static OutputStream output(Path part, Path file) {
        try {
            return Files.newOutputStream(part);
        } catch (IOException fault) {
            throw new WrongUseException("--output: cannot write " + file);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        return service.send(request, BodyHandlers.ofString());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException somethingElse) {
            return JSON.createObjectNode().put("detail", "what answers there doesn't seem to be Landfall");
        }
    }
}
