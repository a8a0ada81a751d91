package landfall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A caller in tests: every answer that it gets is held against the API's description. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final OpenApiContract contract;

    /** @param headers to read the description with: names and values in turn */
    public Api(int port, String... headers) {
        this.address = "http://127.0.0.1:" + port;
        this.contract = OpenApiContract.of(
                call(request("/api/openapi.json", headers).GET().build()).body());
    }

    public OpenApiContract contract() {
        return contract;
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return checked(request(path, headers).GET().build());
    }

    /** @param headers names and values in turn, beside the content type JSON */
    public Answer post(String path, String json, String... headers) {
        return checked(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** @param headers names and values in turn, beside the content type JSON */
    public Answer put(String path, String json, String... headers) {
        return checked(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /**
     * Sends a text.
     *
     * @param type of the text, such as {@code text/csv}
     * @param headers names and values in turn
     */
    public Answer postText(String path, String type, String text, String... headers) {
        return checked(request(path, headers)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    /**
     * Sends a zip.
     *
     * @param zip bytes of one, or of something else
     * @param headers names and values in turn
     */
    public Answer postZip(String path, byte[] zip, String... headers) {
        return checked(request(path, headers)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build());
    }

    /** @param type with its boundary */
    public Answer postMultipart(String path, String type, byte[] body) {
        return checked(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /**
     * For a deletion that answers more than its status.
     *
     * @param headers names and values in turn
     */
    public Answer remove(String path, String... headers) {
        return checked(request(path, headers).DELETE().build());
    }

    /** The status alone: there is no body. */
    public int delete(String path) {
        return checked(request(path).DELETE().build()).status();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer checked(HttpRequest request) {
        HttpResponse<byte[]> response = call(request);
        contract.validate(
                request.method(),
                request.uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private HttpResponse<byte[]> call(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer that fits the description. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
