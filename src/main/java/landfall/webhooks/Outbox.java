package landfall.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import landfall.ledger.AccountKey;
import landfall.ledger.OwnerChange;
import landfall.ledger.OwnerChanges;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to one webhook. Of each account only the earliest event is ever under way; one that failed waits, and those
 * behind it wait for it, while other accounts go on. A receiver that fails twenty times in a row is down: then one attempt at a
 * time is made, after pauses that grow, and nothing more is read. For one thread.
 */
final class Outbox {

    /** Events that were read and are neither delivered nor parked. */
    static final int MOST_OPEN = 500;
    /** Events that wait for another attempt, or behind one that does. */
    static final int MOST_PARKED = 10_000;

    static final String GONE = "The address answered 410: it is gone.";

    private final RetrySchedule schedule;
    private final int concurrency;
    private Webhook webhook;

    private long read;
    private final TreeMap<Long, Event> open = new TreeMap<>();
    /** Positions behind what was read of events that were delivered or given up already. */
    private final Set<Long> settled;

    private final Map<AccountKey, AccountQueue> accounts = new HashMap<>();
    private final PriorityQueue<Event> ready = new PriorityQueue<>(
            Comparator.comparing((Event event) -> event.nextAt).thenComparingLong(event -> event.position));
    private final TreeMap<Long, Event> parked = new TreeMap<>();
    private int underWay;

    private final Outage outage;
    private long failedAttempts;
    private long givenUp;

    private final OutboxChanges unwritten;

    /**
     * As the database has it.
     *
     * @param givenUp positions behind that of the progress of events that were given up
     */
    Outbox(
            Webhook webhook,
            EventDao.Progress progress,
            Collection<Long> givenUp,
            RetrySchedule schedule,
            int concurrency) {
        this.webhook = webhook;
        this.schedule = schedule;
        this.outage = new Outage(schedule);
        this.concurrency = concurrency;
        this.read = progress.position();
        this.settled = new HashSet<>(givenUp);
        this.unwritten = new OutboxChanges(progress);
    }

    Webhook webhook() {
        return webhook;
    }

    /** As it is now; whoever resumes it wants it tried at once. */
    void update(Webhook now) {
        if (now.isActive() && !webhook.isActive()) {
            outage.forget();
        }
        webhook = now;
    }

    /** Takes up events that the table has as waiting and this doesn't know, in order. */
    void restore(List<EventDao.Row> waiting) {
        for (EventDao.Row row : waiting) {
            if (!parked.containsKey(row.position())) {
                Event event = Event.of(row);
                parked.put(event.position, event);
                enqueue(event);
            }
        }
    }

    /** Position up to which the ledger was read. */
    long read() {
        return read;
    }

    /** Whether more of the ledger should be read. */
    boolean wantsMore(Instant now) {
        if (!webhook.isActive() || outage.holds(now) || parked.size() >= MOST_PARKED) {
            return false;
        }
        Event first = ready.peek();
        return outage.isDown()
                ? open.isEmpty() && (first == null || now.isBefore(first.nextAt))
                : open.size() < MOST_OPEN;
    }

    /** What comes next in the ledger. */
    void add(OwnerChanges page, Instant now) {
        for (OwnerChange change : page.changes()) {
            long position = change.position();
            if (webhook.hearsOf(change) && !parked.containsKey(position) && !settled.remove(position)) {
                Event event = Event.of(change, now);
                open.put(position, event);
                if (enqueue(event).hasParked()) {
                    park(event);
                }
            }
        }
        read = page.position();
        noteProgress();
    }

    private AccountQueue enqueue(Event event) {
        AccountQueue queue = accounts.computeIfAbsent(event.account, account -> new AccountQueue());
        Event before = queue.current();
        queue.add(event);
        turn(before, queue.current());
        return queue;
    }

    private void turn(@Nullable Event before, @Nullable Event now) {
        if (before != now) {
            ready.remove(before);
            if (now != null) {
                ready.add(now);
            }
        }
    }

    /** What may be sent now, if anything; it is under way until one of the next three is called. */
    Optional<Event> next(Instant now) {
        int most = outage.isDown() ? 1 : concurrency;
        Event first = ready.peek();
        if (!webhook.isActive()
                || outage.holds(now)
                || underWay >= most
                || first == null
                || now.isBefore(first.nextAt)) {
            return Optional.empty();
        }
        ready.remove();
        first.underWay = true;
        first.probe = outage.isDown();
        underWay++;
        return Optional.of(first);
    }

    /** It could not be tried: it is as if it never had been under way, and comes again later. */
    void notTried(Event event, Instant again) {
        event.nextAt = again;
        event.underWay = false;
        underWay--;
        ready.add(event);
    }

    /** The attempt has ended. */
    void tried(Event event, Outcome outcome) {
        event.underWay = false;
        underWay--;
        event.attemptedAt = outcome.at();
        if (outcome.delivered()) {
            outage.delivered();
            unwritten.delivered(outcome.at());
            leave(event, false);
        } else {
            failed(event, outcome);
        }
    }

    private void failed(Event event, Outcome outcome) {
        failedAttempts++;
        outage.failed(outcome, event.probe);
        event.failure = outcome.failure();
        unwritten.failed(outcome);
        if (outcome.gone()) {
            webhook = webhook.disabled(GONE);
            event.nextAt = outcome.at();
            park(event);
            ready.add(event);
            return;
        }
        event.attempts++;
        Optional<Duration> pause = schedule.after(event.attempts);
        if (pause.isPresent()) {
            event.nextAt = outcome.at().plus(pause.get());
            queue(event).events().forEach(this::park);
            unwritten.park(event);
            ready.add(event);
        } else {
            givenUp++;
            leave(event, true);
        }
    }

    private void park(Event event) {
        if (!event.parked) {
            event.parked = true;
            event.change = null;
            parked.put(event.position, event);
            open.remove(event.position);
            unwritten.park(event);
            noteProgress();
        }
    }

    /** Its account goes on. */
    private void leave(Event event, boolean wasGivenUp) {
        if (event.position > read) {
            settled.add(event.position);
        }
        open.remove(event.position);
        parked.remove(event.position);
        unwritten.leave(event, wasGivenUp);
        noteProgress();
        AccountQueue queue = queue(event);
        queue.remove(event);
        Event next = queue.current();
        if (next == null) {
            accounts.remove(event.account);
        } else {
            ready.add(next);
        }
    }

    private AccountQueue queue(Event event) {
        return Objects.requireNonNull(accounts.get(event.account));
    }

    private void noteProgress() {
        unwritten.position(open.isEmpty() ? read : open.firstKey() - 1);
    }

    /** What the database doesn't know yet. */
    OutboxChanges unwritten() {
        return unwritten;
    }

    /** @param last position of the newest decision */
    WebhookFigures figures(long last, Instant now) {
        Event oldest = Stream.of(open.firstEntry(), parked.firstEntry())
                .filter(Objects::nonNull)
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(null);
        return new WebhookFigures(
                webhook.id(),
                unwritten.deliveredEver(),
                failedAttempts,
                givenUp,
                parked.size(),
                Math.max(0, last - unwritten.position()),
                oldest == null
                        ? 0
                        : Math.max(0, Duration.between(oldest.madeAt(), now).toMillis() / 1e3));
    }

    int underWay() {
        return underWay;
    }

    /** When something may be sent next, as far as that is known. */
    @Nullable
    Instant nextDue() {
        Event first = ready.peek();
        if (!webhook.isActive() || first == null || underWay >= concurrency) {
            return null;
        }
        return outage.notBefore(first.nextAt);
    }
}
