package landfall.webhooks;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt: posts a signed body to where it may be posted. It follows no redirect, keeps no cookie, uses no proxy,
 * reads little of an answer and keeps nothing of it, and ends within its time. Safe for many threads.
 */
final class WebhookClient implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_FAILURE = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final InstantSource clock;
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1,
            new ThreadFactoryBuilder()
                    .setNameFormat("webhook-deadlines")
                    .setDaemon(true)
                    .build());

    /** @throws IllegalArgumentException naming a network of the settings that is none */
    WebhookClient(WebhookSettings settings, InstantSource clock) {
        this(settings, clock, InetAddress::getAllByName);
    }

    WebhookClient(WebhookSettings settings, InstantSource clock, PermittedResolver.Lookup lookup) {
        this.clock = clock;
        deadlines.setRemoveOnCancelPolicy(true);
        this.timeout = settings.timeout().toJavaDuration();
        Timeout each = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PermittedResolver(new Networks(settings.allowedNetworks()), lookup))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .setMaxLineLength(LONGEST_LINE)
                                        .build())
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(each)
                                .setSocketTimeout(each)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(each)
                        .setResponseTimeout(each)
                        .build())
                .setUserAgent("Landfall")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    /** Succeeds where the answer's status is of the two hundreds. */
    Outcome send(URI address, String id, byte[] body, List<byte[]> secrets) {
        Instant now = clock.instant();
        HttpPost post = new HttpPost(address);
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        post.setHeader("webhook-signature", Signature.of(secrets, id, now, body));
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        underWay.add(post);
        AtomicBoolean late = new AtomicBoolean();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(HttpHost.create(address), post, null);
            int status = response.getCode();
            leave(response, post);
            boolean delivered = status >= 200 && status < 300;
            return new Outcome(
                    clock.instant(), status, delivered ? null : "answered " + status, retryAfter(response, status));
        } catch (IOException | RuntimeException failed) {
            return new Outcome(clock.instant(), 0, cut(told(failed, late.get())), null);
        } finally {
            deadline.cancel(false);
            underWay.remove(post);
        }
    }

    /** An answer that is read to its end leaves its connection for the next attempt; with any other the connection is closed. */
    private static void leave(ClassicHttpResponse response, HttpPost post) {
        try {
            HttpEntity entity = response.getEntity();
            if (entity != null && entity.getContent().readNBytes(LARGEST_ANSWER).length == LARGEST_ANSWER) {
                post.cancel();
            }
            response.close();
        } catch (IOException cutOff) {
            // The status came, and says all that is asked for.
            post.cancel();
        }
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response, int status) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null || (status != 429 && status != 503)) {
            return null;
        }
        try {
            Duration asked = Duration.ofSeconds(
                    Math.max(0, Integer.parseInt(header.getValue().strip())));
            return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        } catch (NumberFormatException aDate) {
            return null;
        }
    }

    private String told(Exception failed, boolean late) {
        if (late) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (failed instanceof PermittedResolver.RefusedException) {
            return String.valueOf(failed.getMessage());
        }
        if (failed instanceof UnknownHostException) {
            return "nobody knows the name " + failed.getMessage();
        }
        return (failed instanceof SSLException ? "TLS: " : "")
                + failed.getClass().getSimpleName() + ": " + failed.getMessage();
    }

    private static String cut(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ");
        return line.length() > LONGEST_FAILURE ? line.substring(0, LONGEST_FAILURE) : line;
    }

    /** Breaks off whatever is under way. */
    void cancelAll() {
        underWay.forEach(HttpPost::cancel);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.shutdownNow();
    }
}
