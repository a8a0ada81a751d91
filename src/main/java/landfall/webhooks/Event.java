package landfall.webhooks;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import landfall.ledger.AccountKey;
import landfall.ledger.OwnerChange;
import org.jspecify.annotations.Nullable;

/** One change of owner on its way to one webhook. For the thread of its {@link Outbox}. */
final class Event {

    final long position;
    final String id;
    final AccountKey account;
    /** What is sent; null where it has to be read from the ledger. */
    @Nullable
    OwnerChange change;

    int attempts;
    Instant nextAt;

    @Nullable
    Instant attemptedAt;

    @Nullable
    String failure;

    /** Kept in the table of events, so that the position may pass it. */
    boolean parked;
    /** The table has it already. */
    boolean stored;

    boolean underWay;
    /** Tried to see whether a receiver that was down is there again. */
    boolean probe;

    private Event(long position, String id, AccountKey account, Instant nextAt) {
        this.position = position;
        this.id = id;
        this.account = account;
        this.nextAt = nextAt;
    }

    static Event of(OwnerChange change, Instant now) {
        Event event = new Event(change.position(), Payload.id(change), change.account(), now);
        event.change = change;
        return event;
    }

    static Event of(EventDao.Row row) {
        Event event = new Event(
                row.position(),
                row.eventId(),
                new AccountKey(row.source(), row.externalId()),
                row.nextAt().toInstant());
        event.attempts = row.attempts();
        event.attemptedAt = WebhookStore.instant(row.attemptedAt());
        event.failure = row.failure();
        event.parked = true;
        event.stored = true;
        return event;
    }

    /** When it was decided, as its id has it. */
    Instant madeAt() {
        return Ulid.from(id.substring(Payload.PREFIX.length())).getInstant();
    }

    EventDao.Row row(String webhookId, String status) {
        return new EventDao.Row(
                webhookId,
                position,
                id,
                account.source(),
                account.externalId(),
                status,
                attempts,
                WebhookStore.utc(nextAt),
                WebhookStore.utcOrNull(attemptedAt),
                failure);
    }
}
