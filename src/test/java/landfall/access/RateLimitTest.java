package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import landfall.staff.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often config.yml lets a key be used, at the whole service. */
class RateLimitTest {

    private static final int CALLS = 300;
    private static final int BURST = 3;

    @TempDir
    private Path folder;

    @Test
    void aKeyIsUsedAsOftenAsTheSettingsSay() throws Exception {
        Map<String, String> settings = Map.of("rateLimit.perSecond", "1", "rateLimit.burst", String.valueOf(BURST));
        try (Running service = new Running(folder, settings)) {
            String key = service.api()
                    .post("/api/keys", "{\"name\": \"carol\", \"kind\": \"person\", \"roles\": [\"admin\"]}")
                    .json()
                    .path("key")
                    .asText();
            HttpRequest call = HttpRequest.newBuilder(URI.create(service.address() + "/api/keys"))
                    .header("X-Api-Key", key)
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            Instant begin = Instant.now();
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(client.sendAsync(call, BodyHandlers.ofString()));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> each : calls) {
                answers.add(each.get());
            }
            // however long it took, a second lets in one
            long seconds = Duration.between(begin, Instant.now()).toSeconds() + 1;

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .filteredOn(status -> status == 200)
                    .hasSizeBetween(BURST, BURST + (int) seconds);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(429);
                        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                        assertThat(answer.body())
                                .contains("rate-limited", "The key carol makes more than 1 call a second");
                    });
        }
    }
}
