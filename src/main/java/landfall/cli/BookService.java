package landfall.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A running service, as far as its book is concerned. */
final class BookService {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    private static final String CURSOR = "Book-Cursor";

    private final ServiceClient service;

    BookService(ServiceClient service) {
        this.service = service;
    }

    /** Sends a file and reports the answer; whether every row was taken. */
    boolean bringIn(Path file, List<String> maps, @Nullable String preset, @Nullable String source, BookReport report)
            throws IOException, InterruptedException {
        StringBuilder path =
                new StringBuilder("/api/book?file=").append(ServiceClient.encoded(String.valueOf(file.getFileName())));
        maps.forEach(map -> path.append("&map=").append(ServiceClient.encoded(map)));
        path.append(preset == null ? "" : "&preset=" + ServiceClient.encoded(preset));
        path.append(source == null ? "" : "&source=" + ServiceClient.encoded(source));
        HttpResponse<InputStream> response;
        try (ProgressBar progress = AccountOptions.progress("importing")) {
            progress.maxHint(Files.size(file) >> 10);
            response = service.send(
                    service.request(path.toString())
                            .header("Content-Type", isTable(file) ? "text/csv" : "application/x-ndjson")
                            .POST(BodyPublishers.ofInputStream(() -> read(file, progress))),
                    BodyHandlers.ofInputStream());
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                report.refused(problem(body));
                return false;
            }
            return told(body, report);
        } catch (IOException broken) {
            throw service.unanswered(broken);
        }
    }

    /** The issues come before they are all there. */
    private static boolean told(InputStream body, BookReport report) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("issues") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        report.issue(parser.readValueAsTree());
                    }
                } else {
                    answer.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
        }
        report.imported(answer);
        return answer.path("refused").asLong() == 0;
    }

    /** Writes the book to a file, which is there only once it is whole. */
    boolean giveOut(Path file, long since, BookReport report) throws IOException, InterruptedException {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Optional<String> cursor;
            try (OutputStream out = output(part, file)) {
                cursor = write(
                        out, "/api/book?since=" + since + "&format=" + (isTable(file) ? "csv" : "ndjson"), report);
            }
            if (cursor.isPresent()) {
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
                report.exported(file, cursor.get());
            }
            return cursor.isPresent();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The cursor behind what was written; empty where the service refuses. */
    private Optional<String> write(OutputStream out, String path, BookReport report) throws InterruptedException {
        HttpResponse<InputStream> response = service.send(service.request(path).GET(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                report.refused(problem(body));
                return Optional.empty();
            }
            body.transferTo(out);
        } catch (IOException broken) {
            throw service.unanswered(broken);
        }
        return Optional.of(response.headers().firstValue(CURSOR).orElse("0"));
    }

    private static OutputStream output(Path part, Path file) {
        try {
            return Files.newOutputStream(part);
        } catch (IOException fault) {
            throw new WrongUseException("--output: cannot write " + file);
        }
    }

    private static InputStream read(Path file, ProgressBar progress) {
        try {
            return new CountedInput(Files.newInputStream(file), kibibytes -> progress.stepTo(kibibytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode problem(InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException somethingElse) {
            return JSON.createObjectNode().put("detail", "what answers there doesn't seem to be Landfall");
        }
    }

    private static boolean isTable(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return !(name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json"));
    }
}
