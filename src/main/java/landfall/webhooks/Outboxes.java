package landfall.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import landfall.ledger.Ledger;
import landfall.ledger.OwnerChange;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outboxes of all webhooks, with the threads that make attempts. But for those, for the thread of the {@link WebhookSender}. */
final class Outboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Outboxes.class);

    private static final int PAGE = 250;
    private static final long LOOK_MILLIS = 50;
    private static final Duration AFTER_NO_ATTEMPT = Duration.ofSeconds(1);

    private final WebhookStore store;
    private final WebhookClient client;
    private final byte[] serviceSecret;
    private final Ledger ledger;
    private final RetrySchedule schedule;
    private final int concurrency;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    private final Map<String, Outbox> all = new LinkedHashMap<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
            .setNameFormat("webhook-%d")
            .setDaemon(true)
            .build());
    private volatile boolean open;
    private long known = -1;
    private long looked = System.nanoTime();
    private long last;

    /** An attempt that has ended; no outcome where it could not be made. */
    private record Ended(Outbox outbox, Event event, @Nullable Outcome outcome) {}

    Outboxes(
            WebhookStore store,
            WebhookClient client,
            byte[] serviceSecret,
            Ledger ledger,
            RetrySchedule schedule,
            int concurrency,
            ObjectMapper mapper,
            InstantSource clock) {
        this.store = store;
        this.client = client;
        this.serviceSecret = serviceSecret;
        this.ledger = ledger;
        this.schedule = schedule;
        this.concurrency = concurrency;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Begins anew where it was broken off, and takes up what somebody did with a webhook since the last time. */
    void open(Predicate<Handle> mayWrite) {
        if (!open) {
            forget();
            open = true;
        }
        long count = store.count();
        if (count != known) {
            write(mayWrite);
            takeUp(store.list());
            known = count;
        }
    }

    boolean isOpen() {
        return open;
    }

    /** No further attempt is made, and those under way are broken off. By any thread. */
    void breakOff() {
        if (open) {
            open = false;
            client.cancelAll();
        }
    }

    /** What memory has isn't so any more: another node sends, or nobody knows what was written. */
    void forget() {
        breakOff();
        all.clear();
        known = -1;
    }

    private void takeUp(List<Webhook> webhooks) {
        Map<String, EventDao.Progress> progress = store.read(EventDao::progress).stream()
                .collect(Collectors.toMap(EventDao.Progress::webhookId, Function.identity()));
        all.keySet().retainAll(progress.keySet());
        for (Webhook webhook : webhooks) {
            EventDao.Progress stands = progress.get(webhook.id());
            if (stands != null) {
                all.computeIfAbsent(webhook.id(), id -> outbox(webhook, stands));
                Outbox outbox = all.get(webhook.id());
                outbox.update(webhook);
                outbox.restore(store.read(dao -> dao.list(webhook.id(), EventDao.WAITING, 0, Integer.MAX_VALUE)));
            }
        }
    }

    private Outbox outbox(Webhook webhook, EventDao.Progress stands) {
        List<Long> givenUp =
                store
                        .read(dao -> dao.list(webhook.id(), EventDao.FAILED, stands.position(), Integer.MAX_VALUE))
                        .stream()
                        .map(EventDao.Row::position)
                        .toList();
        return new Outbox(webhook, stands, givenUp, schedule, concurrency);
    }

    /** Reads on in the ledger. */
    void read() {
        Instant now = clock.instant();
        List<Outbox> wanting =
                all.values().stream().filter(outbox -> outbox.wantsMore(now)).toList();
        if (wanting.isEmpty()) {
            return;
        }
        if (System.nanoTime() - looked >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            last = ledger.count();
            looked = System.nanoTime();
        }
        for (Outbox outbox : wanting) {
            if (outbox.read() < last) {
                outbox.add(ledger.changes(outbox.read(), PAGE), now);
            }
        }
    }

    /** Lets begin what may. */
    void send() {
        Instant now = clock.instant();
        for (Outbox outbox : all.values()) {
            Optional<Event> next = outbox.next(now);
            while (open && next.isPresent()) {
                Event event = next.get();
                Webhook webhook = outbox.webhook();
                workers.execute(() -> ended.add(new Ended(outbox, event, attempt(webhook, event))));
                next = outbox.next(now);
            }
            next.ifPresent(event -> outbox.notTried(event, now));
        }
    }

    private @Nullable Outcome attempt(Webhook webhook, Event event) {
        try {
            OwnerChange known = event.change;
            OwnerChange change =
                    known != null ? known : ledger.change(event.position).orElseThrow();
            byte[] body = Payload.of(change).bytes(mapper);
            return open
                    ? client.send(webhook.address(), event.id, body, webhook.secretsAt(clock.instant(), serviceSecret))
                    : null;
        } catch (RuntimeException e) {
            LOG.warn("Event {} of webhook {} could not be read and is tried again", event.id, webhook.id(), e);
            return null;
        }
    }

    /** Takes what has ended, and waits for the first of it. */
    void take(long mostMillis) throws InterruptedException {
        List<Ended> some = new ArrayList<>();
        Ended first = ended.poll(mostMillis, TimeUnit.MILLISECONDS);
        if (first != null) {
            some.add(first);
            ended.drainTo(some);
        }
        for (Ended one : some) {
            if (open && all.get(one.outbox().webhook().id()) == one.outbox()) {
                end(one);
            }
        }
    }

    private void end(Ended one) {
        Outcome outcome = one.outcome();
        if (outcome == null) {
            one.outbox().notTried(one.event(), clock.instant().plus(AFTER_NO_ATTEMPT));
            return;
        }
        Webhook webhook = one.outbox().webhook();
        one.outbox().tried(one.event(), outcome);
        if (outcome.gone() && webhook.isActive()) {
            LOG.warn("Webhook {} is disabled: its address answered 410", webhook.id());
            store.insertAct(webhook.id(), WebhookStore.DISABLED, outcome.at(), "landfall", Outbox.GONE);
        }
    }

    /** How long to wait for an attempt to end before there is something else to do. */
    long untilNext(long mostMillis) {
        Instant now = clock.instant();
        long millis = mostMillis;
        for (Outbox outbox : all.values()) {
            Instant due = outbox.nextDue();
            if (due != null) {
                millis = Math.min(millis, Math.max(1, Duration.between(now, due).toMillis()));
            } else if (outbox.wantsMore(now) && outbox.read() < last) {
                millis = 1;
            }
        }
        return millis;
    }

    /**
     * Writes what changed, in one transaction.
     *
     * @param mayWrite asked in it; false takes it back
     */
    void write(Predicate<Handle> mayWrite) {
        List<OutboxChanges> changes = all.values().stream()
                .map(Outbox::unwritten)
                .filter(each -> !each.isEmpty())
                .toList();
        if (open && !changes.isEmpty()) {
            store.write(handle -> {
                if (!mayWrite.test(handle)) {
                    throw new IllegalStateException("another node sends to webhooks now");
                }
                EventDao dao = handle.attach(EventDao.class);
                changes.forEach(each -> each.write(dao));
            });
            changes.forEach(OutboxChanges::written);
        }
    }

    List<WebhookFigures> figures() {
        Instant now = clock.instant();
        return all.values().stream().map(outbox -> outbox.figures(last, now)).toList();
    }

    boolean isUnderWay() {
        return all.values().stream().anyMatch(outbox -> outbox.underWay() > 0);
    }

    void close() {
        workers.shutdownNow();
    }
}
