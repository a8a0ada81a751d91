package landfall.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Webhooks as the database has them. What was written is on disk when a method returns. Safe for any number of threads. */
final class WebhookStore {

    static final String PAUSED = "paused";
    static final String RESUMED = "resumed";
    static final String DISABLED = "disabled";
    static final String RESENT = "resent";
    static final String DELETED = "deleted";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Consumer<Runnable> durably;

    /** @param durably runs what writes, and returns once it is on disk */
    WebhookStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.jdbi = jdbi;
        this.durably = durably;
    }

    /** Grows whenever a webhook is made, gets another secret, or something is done with it. */
    long count() {
        return jdbi.withExtension(WebhookDao.class, WebhookDao::count);
    }

    /** Those that were not deleted, in the order in which they were made. */
    List<Webhook> list() {
        return jdbi.inTransaction(handle -> {
            WebhookDao dao = handle.attach(WebhookDao.class);
            Map<String, List<WebhookDao.SecretRow>> secrets =
                    dao.secrets().stream().collect(Collectors.groupingBy(WebhookDao.SecretRow::webhookId));
            Map<String, WebhookDao.ActRow> acts =
                    dao.acts().stream().collect(Collectors.toMap(WebhookDao.ActRow::webhookId, Function.identity()));
            List<Webhook> webhooks = new ArrayList<>();
            for (WebhookDao.Row row : dao.list()) {
                webhooks.add(webhook(row, secrets.getOrDefault(row.id(), List.of()), acts.get(row.id())));
            }
            return webhooks;
        });
    }

    private static Webhook webhook(
            WebhookDao.Row row, List<WebhookDao.SecretRow> secrets, WebhookDao.@Nullable ActRow act) {
        Webhook.State state = act == null
                ? Webhook.State.ACTIVE
                : switch (act.act()) {
                    case PAUSED -> Webhook.State.PAUSED;
                    case DISABLED -> Webhook.State.DISABLED;
                    case DELETED -> Webhook.State.DELETED;
                    default -> Webhook.State.ACTIVE;
                };
        return new Webhook(
                row.id(),
                URI.create(row.address()),
                texts(row.sources()),
                texts(row.territories()),
                row.beginsAfter(),
                row.createdAt().toInstant(),
                row.createdBy(),
                state,
                state == Webhook.State.DISABLED && act != null ? act.detail() : null,
                secrets.stream()
                        .map(secret -> new Webhook.Secret(
                                secret.number(), secret.madeAt().toInstant(), instant(secret.previousUntil())))
                        .toList());
    }

    void insert(Webhook webhook) {
        write(handle -> {
            WebhookDao dao = handle.attach(WebhookDao.class);
            OffsetDateTime at = utc(webhook.createdAt());
            dao.insert(
                    webhook.id(),
                    webhook.address().toString(),
                    json(webhook.sources()),
                    json(webhook.territories()),
                    webhook.beginsAfter(),
                    at,
                    webhook.createdBy());
            dao.insertSecret(webhook.id(), 1, at, webhook.createdBy(), null);
            handle.attach(EventDao.class).insertProgress(webhook.id(), webhook.beginsAfter());
        });
    }

    /** Another secret, beside which the one before counts for a while. */
    Webhook.Secret insertSecret(Webhook webhook, Instant now, String by, Duration overlap) {
        Webhook.Secret secret = new Webhook.Secret(
                webhook.newestSecret().number() + 1, now, now.plus(overlap).truncatedTo(ChronoUnit.MICROS));
        write(handle -> handle.attach(WebhookDao.class)
                .insertSecret(webhook.id(), secret.number(), utc(now), by, utc(now.plus(overlap))));
        return secret;
    }

    void insertAct(String id, String act, Instant at, String by, String detail) {
        write(handle -> handle.attach(WebhookDao.class).insertAct(id, act, utc(at), by, detail));
    }

    /** It is no longer sent to, and what waited is forgotten. */
    void delete(String id, Instant at, String by) {
        write(handle -> {
            handle.attach(WebhookDao.class).insertAct(id, DELETED, utc(at), by, "");
            EventDao events = handle.attach(EventDao.class);
            // In this order: whoever writes events holds the row of the progress.
            events.deleteProgress(id);
            events.deleteAll(id);
        });
    }

    /**
     * Lets what was given up be sent again.
     *
     * @param position of one event; null: all of them
     * @return how many there are
     */
    int resend(String id, @Nullable Long position, Instant at, String by) {
        int[] events = new int[1];
        write(handle -> {
            EventDao dao = handle.attach(EventDao.class);
            events[0] = position == null ? dao.resendAll(id, utc(at)) : dao.resend(id, position, utc(at));
            if (events[0] > 0) {
                handle.attach(WebhookDao.class)
                        .insertAct(id, RESENT, utc(at), by, position == null ? "all" : "event " + position);
            }
        });
        return events[0];
    }

    <T> T read(Function<EventDao, T> reading) {
        return jdbi.withExtension(EventDao.class, reading::apply);
    }

    /** One transaction. */
    void write(Consumer<Handle> writing) {
        durably.accept(() -> jdbi.useTransaction(writing::accept));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static String json(List<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are no JSON", e);
        }
    }

    private static List<String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook's list is no JSON: " + json, e);
        }
    }
}
