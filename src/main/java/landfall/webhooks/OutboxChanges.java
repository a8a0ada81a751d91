package landfall.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed of an outbox since it was written last. For its thread. */
final class OutboxChanges {

    private final String webhookId;
    private long position;
    private long delivered;
    private @Nullable Instant deliveredAt;
    private @Nullable Instant failingSince;
    private @Nullable String failure;
    private boolean changed;

    private final Map<Long, Event> waiting = new LinkedHashMap<>();
    private final Map<Long, Event> givenUp = new LinkedHashMap<>();
    private final Set<Long> removed = new HashSet<>();

    OutboxChanges(EventDao.Progress progress) {
        this.webhookId = progress.webhookId();
        this.position = progress.position();
        this.delivered = progress.delivered();
        this.deliveredAt = WebhookStore.instant(progress.deliveredAt());
        this.failingSince = WebhookStore.instant(progress.failingSince());
        this.failure = progress.failure();
    }

    void position(long now) {
        changed |= now != position;
        position = now;
    }

    void delivered(Instant at) {
        delivered++;
        deliveredAt = at;
        failingSince = null;
        failure = null;
        changed = true;
    }

    void failed(Outcome outcome) {
        failingSince = failingSince == null ? outcome.at() : failingSince;
        failure = outcome.failure();
        changed = true;
    }

    /** It waits, or waits differently than before. */
    void park(Event event) {
        waiting.put(event.position, event);
        changed = true;
    }

    /** It waits no more: it was delivered, or given up. */
    void leave(Event event, boolean wasGivenUp) {
        waiting.remove(event.position);
        if (wasGivenUp) {
            givenUp.put(event.position, event);
        } else if (event.stored) {
            removed.add(event.position);
        }
        changed = true;
    }

    boolean isEmpty() {
        return !changed;
    }

    long position() {
        return position;
    }

    long deliveredEver() {
        return delivered;
    }

    /** Writes them, unless the webhook was deleted; {@link #written} must follow once the transaction is on disk. */
    void write(EventDao dao) {
        EventDao.Progress progress = new EventDao.Progress(
                webhookId,
                position,
                delivered,
                WebhookStore.utcOrNull(deliveredAt),
                WebhookStore.utcOrNull(failingSince),
                failure);
        if (dao.updateProgress(progress) > 0) {
            writeEvents(dao);
        }
    }

    private void writeEvents(EventDao dao) {
        List<EventDao.Row> fresh = new ArrayList<>();
        List<EventDao.Row> known = new ArrayList<>();
        waiting.values().forEach(event -> (event.stored ? known : fresh).add(event.row(webhookId, EventDao.WAITING)));
        givenUp.values().forEach(event -> (event.stored ? known : fresh).add(event.row(webhookId, EventDao.FAILED)));
        if (!removed.isEmpty()) {
            dao.delete(webhookId, List.copyOf(removed));
        }
        if (!fresh.isEmpty()) {
            dao.insert(fresh);
        }
        if (!known.isEmpty()) {
            dao.update(known);
        }
    }

    void written() {
        waiting.values().forEach(event -> event.stored = true);
        waiting.clear();
        givenUp.clear();
        removed.clear();
        changed = false;
    }
}
