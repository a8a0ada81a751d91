package landfall.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.Ledger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All webhooks: made, changed and asked about here, sent to by the {@link WebhookSender} of one node. Safe for many threads. */
public final class Webhooks implements AutoCloseable {

    static final int MOST = 20;

    private static final String SECRET_PREFIX = "whsec_";

    private final WebhookStore store;
    private final WebhookClient client;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final byte[] serviceSecret;
    private final Ledger ledger;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    /**
     * A webhook with a secret of it, as it was just made.
     *
     * @param secret whoever loses it needs another one: it is not told again
     */
    record Made(Webhook webhook, String secret) {}

    /**
     * Over the ledger's database.
     *
     * @param shared whether other nodes use it, too
     * @param durably runs what writes, and returns once it is on disk
     * @param serviceSecret 32 random bytes, from which the secrets of webhooks are derived
     */
    public Webhooks(
            Jdbi jdbi,
            boolean shared,
            Consumer<Runnable> durably,
            Ledger ledger,
            byte[] serviceSecret,
            WebhookSettings settings,
            ObjectMapper mapper,
            InstantSource clock) {
        this.store = new WebhookStore(jdbi, durably);
        this.client = new WebhookClient(settings, clock);
        this.settings = settings;
        this.serviceSecret = serviceSecret.clone();
        this.ledger = ledger;
        this.mapper = mapper;
        this.clock = clock;
        RetrySchedule schedule = new RetrySchedule(
                settings.retries().stream()
                        .map(io.dropwizard.util.Duration::toJavaDuration)
                        .toList(),
                new SecureRandom());
        Outboxes outboxes = new Outboxes(
                store, client, this.serviceSecret, ledger, schedule, settings.concurrency(), mapper, clock);
        this.sender = new WebhookSender(outboxes, new Lease(jdbi, shared));
    }

    public void start() {
        sender.start();
    }

    /** How each stands; empty where another node sends. */
    public List<WebhookFigures> figures() {
        return sender.figures();
    }

    List<Webhook> list() {
        return store.list();
    }

    /** @throws ApiException where there is none */
    Webhook find(String id) {
        return store.list().stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no webhook " + id + "."));
    }

    WebhookStore store() {
        return store;
    }

    WebhookSettings settings() {
        return settings;
    }

    /** Position of the newest decision. */
    long last() {
        return ledger.count();
    }

    /** @throws ApiException where there are too many */
    synchronized Made create(NewWebhook wish, String by) {
        if (store.list().size() >= MOST) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_WEBHOOKS, "There are " + MOST + " webhooks, as many as there may be.");
        }
        Instant now = now();
        Webhook webhook = new Webhook(
                UlidCreator.getMonotonicUlid().toString(),
                wish.address(),
                wish.sources(),
                wish.territories(),
                wish.after() == null ? ledger.count() : wish.after(),
                now,
                by,
                Webhook.State.ACTIVE,
                null,
                List.of(new Webhook.Secret(1, now, null)));
        store.insert(webhook);
        return new Made(webhook, text(serviceSecret, webhook, webhook.newestSecret()));
    }

    /** Another secret; the one before counts beside it for as long as is said. */
    synchronized Made rotate(String id, Duration overlap, String by) {
        Webhook webhook = find(id);
        Webhook.Secret secret = store.insertSecret(webhook, now(), by, overlap);
        return new Made(find(id), text(serviceSecret, webhook, secret));
    }

    /** As whoever verifies needs it. */
    static String text(byte[] serviceSecret, Webhook webhook, Webhook.Secret secret) {
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(secret.bytes(serviceSecret, webhook.id()));
    }

    /** Nothing where it is so already. */
    synchronized Webhook pause(String id, String by) {
        if (find(id).isActive()) {
            store.insertAct(id, WebhookStore.PAUSED, now(), by, "");
        }
        return find(id);
    }

    /** Whatever was decided meanwhile is sent. Nothing where it is active already. */
    synchronized Webhook resume(String id, String by) {
        if (!find(id).isActive()) {
            store.insertAct(id, WebhookStore.RESUMED, now(), by, "");
        }
        return find(id);
    }

    synchronized Webhook delete(String id, String by) {
        Webhook webhook = find(id);
        store.delete(id, now(), by);
        return webhook;
    }

    /** Sends an event that says nothing but that it is a test, now and once. */
    Outcome test(String id) {
        Webhook webhook = find(id);
        Instant now = now();
        byte[] body = new Payload(Payload.TEST, now, new Payload.Test(id)).bytes(mapper);
        return client.send(
                webhook.address(),
                "test_" + UlidCreator.getMonotonicUlid(),
                body,
                webhook.secretsAt(now, serviceSecret));
    }

    /**
     * Lets what was given up be sent again.
     *
     * @param position of one; null: all
     * @return how many
     */
    int resend(String id, @Nullable Long position, String by) {
        return store.resend(find(id).id(), position, now(), by);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        sender.close();
        client.close();
    }
}
