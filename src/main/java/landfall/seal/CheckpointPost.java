package landfall.seal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts each new checkpoint as text to an address; every answer of the two hundreds says that it is kept there. */
final class CheckpointPost implements CheckpointPlace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI url;
    private long posted = -1;

    CheckpointPost(URI url) {
        this.url = url;
    }

    @Override
    public String kind() {
        return "url";
    }

    @Override
    public void put(SealedLog log) throws IOException {
        SealedHead head = log.head().orElseThrow();
        if (head.size() == posted) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(head.note()))
                .build();
        int status = send(request);
        if (status < 200 || status > 299) {
            throw new IOException(url.getHost() + " answered " + status + " to a checkpoint");
        }
        posted = head.size();
    }

    private int send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the service stopped while a checkpoint was posted", e);
        }
    }
}
