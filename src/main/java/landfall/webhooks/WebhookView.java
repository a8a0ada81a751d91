package landfall.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A webhook and how it stands; its figures are at most a second old.
 *
 * @param why it is disabled
 * @param position up to which the ledger was gone through: what is before was delivered, waits, or failed
 * @param behind decisions after that
 * @param waiting events that failed and are tried again, and those of the same accounts behind them
 * @param failed events that were given up
 * @param delivered events, ever
 */
@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(
        String id,
        URI address,
        List<String> sources,
        List<String> territories,
        @Schema(allowableValues = {"active", "paused", "disabled"}) String state,
        @Nullable String why,
        Instant createdAt,
        String createdBy,
        long position,
        long behind,
        long waiting,
        long failed,
        long delivered,
        @Nullable Instant deliveredAt,
        @Nullable Instant failingSince,
        @Nullable String failure,
        Instant secretMadeAt,
        @Schema(description = "Until then the secret before counts, too") @Nullable Instant previousSecretUntil) {

    static WebhookView of(Webhook webhook, EventDao.Progress progress, List<EventDao.Count> counts, long last) {
        return new WebhookView(
                webhook.id(),
                webhook.address(),
                webhook.sources(),
                webhook.territories(),
                webhook.state().name().toLowerCase(Locale.ROOT),
                webhook.why(),
                webhook.createdAt(),
                webhook.createdBy(),
                progress.position(),
                Math.max(0, last - progress.position()),
                count(counts, webhook.id(), EventDao.WAITING),
                count(counts, webhook.id(), EventDao.FAILED),
                progress.delivered(),
                WebhookStore.instant(progress.deliveredAt()),
                WebhookStore.instant(progress.failingSince()),
                progress.failure(),
                webhook.newestSecret().madeAt(),
                webhook.newestSecret().previousUntil());
    }

    private static long count(List<EventDao.Count> counts, String id, String status) {
        return counts.stream()
                .filter(count -> count.webhookId().equals(id) && count.status().equals(status))
                .mapToLong(EventDao.Count::events)
                .sum();
    }
}
