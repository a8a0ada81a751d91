package landfall.webhooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What webhooks may do. Who is told of what is said by API; this is said by whoever runs the service.
 *
 * @param allowHttp whether an address may be plain http
 * @param allowedNetworks networks that may be called although they are not public, such as {@code 10.0.0.0/8}
 * @param timeout of one attempt, from resolving the name to the end of the answer
 * @param retries pauses before the second attempt, the third and so on; after the last one an event is given up
 * @param concurrency attempts under way to one webhook at once
 */
public record WebhookSettings(
        boolean allowHttp,
        List<String> allowedNetworks,
        @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS) @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
                Duration timeout,
        @Size(min = 1, max = 50)
                List<
                                @Valid @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
                                @MaxDuration(value = 7, unit = TimeUnit.DAYS) Duration>
                        retries,
        @Min(1) @Max(64) int concurrency) {

    /** Pauses as the guidance of Standard Webhooks has them: ten attempts in some three days. */
    private static final List<Duration> GUIDANCE = Stream.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h")
            .map(Duration::parse)
            .toList();

    public static final WebhookSettings DEFAULTS =
            new WebhookSettings(false, List.of(), Duration.seconds(15), GUIDANCE, 8);

    /** @throws IllegalArgumentException naming a network that is none */
    public WebhookSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        new Networks(allowedNetworks);
        retries = List.copyOf(retries);
    }

    /** What is absent takes its default. */
    @JsonCreator
    public static WebhookSettings of(
            @JsonProperty("allowHttp") @Nullable Boolean allowHttp,
            @JsonProperty("allowedNetworks") @Nullable List<String> allowedNetworks,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("retries") @Nullable List<Duration> retries,
            @JsonProperty("concurrency") @Nullable Integer concurrency) {
        return new WebhookSettings(
                allowHttp == null ? DEFAULTS.allowHttp : allowHttp,
                allowedNetworks == null ? DEFAULTS.allowedNetworks : allowedNetworks,
                timeout == null ? DEFAULTS.timeout : timeout,
                retries == null ? DEFAULTS.retries : retries,
                concurrency == null ? DEFAULTS.concurrency : concurrency);
    }
}
