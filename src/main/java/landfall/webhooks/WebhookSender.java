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
import java.util.stream.Collectors;
import landfall.ledger.Ledger;
import landfall.ledger.OwnerChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what the ledger says, from one node at a time. The ledger is the outbox: a change of owner is in it from the very
 * transaction that made it, and how far each webhook is stands beside it. One thread decides what is sent and writes how far it
 * is, four times a second at most; others send.
 */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private static final int PAGE = 250;
    private static final long TICK_MILLIS = 50;
    private static final long LOOK_MILLIS = 250;
    private static final long WRITE_MILLIS = 250;
    private static final long CLOSE_MILLIS = 5_000;
    private static final long AFTER_FAILURE_MILLIS = 1_000;

    private final WebhookStore store;
    private final WebhookClient client;
    private final byte[] serviceSecret;
    private final Ledger ledger;
    private final Lease lease;
    private final RetrySchedule schedule;
    private final int concurrency;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    private final Map<String, Outbox> outboxes = new LinkedHashMap<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
            .setNameFormat("webhook-%d")
            .setDaemon(true)
            .build());
    private final Thread thread = new Thread(this::run, "webhooks");
    private final Thread watch = new Thread(this::watchLease, "webhooks-lease");

    private volatile boolean closing;
    private volatile boolean sends;
    private volatile long leased;
    private volatile List<WebhookFigures> figures = List.of();
    private long known = -1;
    private long looked;
    private long written;
    private long ledgerLooked;
    private long last;
    private boolean failing;

    /** An attempt that has ended; no outcome where it could not be made. */
    private record Ended(Outbox outbox, Event event, @Nullable Outcome outcome) {}

    WebhookSender(
            WebhookStore store,
            WebhookClient client,
            byte[] serviceSecret,
            Ledger ledger,
            Lease lease,
            RetrySchedule schedule,
            int concurrency,
            ObjectMapper mapper,
            InstantSource clock) {
        this.store = store;
        this.client = client;
        this.serviceSecret = serviceSecret;
        this.ledger = ledger;
        this.lease = lease;
        this.schedule = schedule;
        this.concurrency = concurrency;
        this.mapper = mapper;
        this.clock = clock;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
        if (lease.isNeeded()) {
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** How each webhook stands; empty where another node sends. */
    public List<WebhookFigures> figures() {
        return figures;
    }

    private void run() {
        while (!closing) {
            try {
                step();
                if (failing) {
                    LOG.info("Webhooks are sent to again");
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                stopSending();
                if (!failing) {
                    LOG.warn("Webhooks can't be sent to now, and will be again; nothing is lost", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void step() throws InterruptedException {
        if (passed(looked, LOOK_MILLIS)) {
            look();
            looked = System.nanoTime();
        }
        read();
        send();
        take(untilNext());
        if (passed(written, WRITE_MILLIS)) {
            write();
        }
    }

    private static boolean passed(long since, long millis) {
        return since == 0 || System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Who sends, and to whom. */
    private void look() {
        long now = System.nanoTime();
        if (!lease.take()) {
            stopSending();
            return;
        }
        if (!sends) {
            // Broken off meanwhile, or not begun: what memory has isn't so any more.
            stopSending();
        }
        leased = now;
        sends = true;
        long count = store.count();
        if (count != known) {
            write();
            takeUp(store.list());
            known = count;
        }
    }

    private void takeUp(List<Webhook> webhooks) {
        Map<String, EventDao.Progress> progress = store.read(EventDao::progress).stream()
                .collect(Collectors.toMap(EventDao.Progress::webhookId, each -> each));
        outboxes.keySet().retainAll(progress.keySet());
        for (Webhook webhook : webhooks) {
            EventDao.Progress stands = progress.get(webhook.id());
            if (stands != null) {
                outboxes.computeIfAbsent(webhook.id(), id -> outbox(webhook, stands));
                Outbox outbox = outboxes.get(webhook.id());
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

    private void stopSending() {
        if (sends) {
            client.cancelAll();
        }
        sends = false;
        outboxes.clear();
        figures = List.of();
        known = -1;
    }

    /** A sender that can't renew its lease breaks off what is under way before another node begins. */
    private void watchLease() {
        while (!closing) {
            if (sends && passed(leased, Lease.SAFE_MILLIS)) {
                sends = false;
                client.cancelAll();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() {
        Instant now = clock.instant();
        List<Outbox> wanting = outboxes.values().stream()
                .filter(outbox -> outbox.wantsMore(now))
                .toList();
        if (wanting.isEmpty()) {
            return;
        }
        if (passed(ledgerLooked, TICK_MILLIS)) {
            last = ledger.count();
            ledgerLooked = System.nanoTime();
        }
        for (Outbox outbox : wanting) {
            if (outbox.read() < last) {
                outbox.add(ledger.changes(outbox.read(), PAGE), now);
            }
        }
    }

    private void send() {
        Instant now = clock.instant();
        for (Outbox outbox : outboxes.values()) {
            Optional<Event> next = outbox.next(now);
            while (sends && next.isPresent()) {
                Event event = next.get();
                Webhook webhook = outbox.webhook();
                workers.execute(() -> ended.add(new Ended(outbox, event, attempt(webhook, event))));
                next = outbox.next(now);
            }
            next.ifPresent(outbox::notTried);
        }
    }

    private @Nullable Outcome attempt(Webhook webhook, Event event) {
        try {
            OwnerChange known = event.change;
            OwnerChange change =
                    known != null ? known : ledger.change(event.position).orElseThrow();
            byte[] body = Payload.of(change).bytes(mapper);
            return sends
                    ? client.send(webhook.address(), event.id, body, webhook.secretsAt(clock.instant(), serviceSecret))
                    : null;
        } catch (RuntimeException e) {
            LOG.warn("Event {} of webhook {} could not be read and is tried again", event.id, webhook.id(), e);
            return null;
        }
    }

    /** Takes what has ended, and waits for the first of it. */
    private void take(long mostMillis) throws InterruptedException {
        List<Ended> all = new ArrayList<>();
        Ended first = ended.poll(mostMillis, TimeUnit.MILLISECONDS);
        if (first != null) {
            all.add(first);
            ended.drainTo(all);
        }
        for (Ended one : all) {
            if (sends && outboxes.get(one.outbox().webhook().id()) == one.outbox()) {
                end(one);
            }
        }
    }

    private void end(Ended one) {
        Outcome outcome = one.outcome();
        if (outcome == null) {
            one.outbox().notTried(one.event());
            return;
        }
        one.outbox().tried(one.event(), outcome);
        Webhook webhook = one.outbox().webhook();
        if (outcome.gone() && webhook.isActive()) {
            LOG.warn("Webhook {} is disabled: its address answered 410", webhook.id());
            store.insertAct(
                    webhook.id(),
                    WebhookStore.DISABLED,
                    outcome.at(),
                    "landfall",
                    "The address answered 410: it is gone.");
            known = -1;
            looked = 0;
        }
    }

    private long untilNext() {
        Instant now = clock.instant();
        long millis = TICK_MILLIS;
        for (Outbox outbox : outboxes.values()) {
            Instant due = outbox.nextDue();
            if (due != null) {
                millis = Math.min(millis, Math.max(1, Duration.between(now, due).toMillis()));
            } else if (outbox.wantsMore(now) && outbox.read() < last) {
                millis = 1;
            }
        }
        return millis;
    }

    private void write() {
        List<OutboxChanges> changes = outboxes.values().stream()
                .map(Outbox::unwritten)
                .filter(each -> !each.isEmpty())
                .toList();
        if (sends && !changes.isEmpty()) {
            long now = System.nanoTime();
            store.write(handle -> {
                if (!lease.hold(handle)) {
                    throw new IllegalStateException("another node sends to webhooks now");
                }
                EventDao dao = handle.attach(EventDao.class);
                changes.forEach(each -> each.write(dao));
            });
            leased = now;
            changes.forEach(OutboxChanges::written);
        }
        figures = outboxes.values().stream()
                .map(outbox -> outbox.figures(last, clock.instant()))
                .toList();
        written = System.nanoTime();
    }

    /** What is under way may end; how far it is, is written, and another node may begin. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("How far webhooks are could not be written; some events will be sent again", e);
        } finally {
            watch.interrupt();
            workers.shutdownNow();
            client.close();
        }
    }

    private void finish() throws InterruptedException {
        if (!sends || thread.isAlive()) {
            return;
        }
        long begun = System.nanoTime();
        while (!passed(begun, CLOSE_MILLIS) && outboxes.values().stream().anyMatch(outbox -> outbox.underWay() > 0)) {
            take(TICK_MILLIS);
        }
        write();
        lease.giveBack();
    }
}
