package landfall.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.ledger.AccountKey;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.OwnerChange;
import landfall.ledger.OwnerChanges;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that fail by chance, and senders that are lost at any moment, one seed after the other, on a database in memory. */
class OutboxTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final int CONCURRENCY = 4;
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private LedgerDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.open("jdbc:h2:mem:outbox");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothingIsLostAndEachAccountIsInOrder() {
        Set<String> seen = new HashSet<>();
        for (long seed = 1; seed <= 60; seed++) {
            World world = new World(seed);
            world.live(700);
            world.end();
            seen.addAll(world.seen);
        }
        assertThat(seen).contains("crash", "given up", "resent", "down", "came again");
    }

    /** Twenty failures in a row; then one attempt at a time, after pauses that double up to five minutes. */
    @Test
    void aReceiverThatIsDownIsAskedNowAndThen() {
        World world = new World(0);
        world.answer = "fail";
        int attempts = 0;
        Instant end = world.now.plus(Duration.ofHours(1));
        while (world.now.isBefore(end)) {
            world.read();
            while (world.begin()) {
                attempts++;
            }
            world.underWay.stream().toList().forEach(world::finish);
            world.now = world.now.plusMillis(200);
        }
        assertThat(attempts).isBetween(25, 60);
        world.answer = "accept";
        world.end();
        assertThat(world.accepted).hasSizeGreaterThan(World.EVENTS - 25);
    }

    /** One webhook, its receiver and its sender; what comes by chance comes from the seed. */
    private final class World {
        static final int EVENTS = 60;
        private static final int ACCOUNTS = 8;

        private final long seed;
        private final Random random;
        private final String id;
        private final Webhook webhook;
        private final RetrySchedule schedule;
        private final List<OwnerChange> ledger = new ArrayList<>();
        private final List<Event> underWay = new ArrayList<>();
        private final Set<Long> accepted = new HashSet<>();
        private final Set<Long> givenUp = new HashSet<>();
        private final Set<String> seen = new HashSet<>();
        private String answer = "";
        private Instant now = START;
        private Outbox outbox;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.id = "webhook " + seed + " " + System.nanoTime() % 1_000_000;
            this.schedule = new RetrySchedule(PAUSES, random);
            this.webhook = new Webhook(
                    id,
                    URI.create("https://crm.example.com"),
                    List.of(),
                    List.of(),
                    0,
                    START,
                    "test",
                    Webhook.State.ACTIVE,
                    null,
                    List.of(new Webhook.Secret(1, START, null)));
            for (int i = 1; i <= EVENTS; i++) {
                ledger.add(change(2L * i, "account " + random.nextInt(ACCOUNTS)));
            }
            database.jdbi().useExtension(EventDao.class, dao -> dao.insertProgress(id, 0));
            restart();
        }

        private static OwnerChange change(long position, String account) {
            return new OwnerChange(
                    position,
                    String.format("01KATR9V0B%016d", position),
                    new AccountKey("test", account),
                    "assigned",
                    "assigned",
                    "bo",
                    null,
                    null,
                    "emea",
                    "rule",
                    Map.of(),
                    START);
        }

        /** As another process finds it. */
        private void restart() {
            outbox = database.jdbi().withExtension(EventDao.class, dao -> {
                EventDao.Progress progress = dao.progress().stream()
                        .filter(each -> each.webhookId().equals(id))
                        .findFirst()
                        .orElseThrow();
                List<Long> failed = dao.list(id, EventDao.FAILED, progress.position(), 1_000).stream()
                        .map(EventDao.Row::position)
                        .toList();
                Outbox fresh = new Outbox(webhook, progress, failed, schedule, CONCURRENCY);
                fresh.restore(dao.list(id, EventDao.WAITING, 0, 1_000));
                return fresh;
            });
            underWay.clear();
        }

        void live(int steps) {
            for (int i = 0; i < steps; i++) {
                answer = i % 350 > 150 ? "fail" : "";
                switch (random.nextInt(12)) {
                    case 0, 1 -> read();
                    case 2, 3, 4 -> begin();
                    case 5, 6, 7 -> finishOne();
                    case 8 -> now = now.plusMillis(random.nextInt(10_000));
                    case 9 -> write();
                    case 10 -> crashSometimes();
                    default -> resendSometimes();
                }
            }
        }

        private void read() {
            if (outbox.wantsMore(now)) {
                List<OwnerChange> page = ledger.stream()
                        .filter(change -> change.position() > outbox.read())
                        .limit(1 + random.nextInt(10))
                        .toList();
                long position = page.isEmpty()
                        ? outbox.read()
                        : page.get(page.size() - 1).position();
                outbox.add(new OwnerChanges(page, position, position < 2L * EVENTS), now);
            }
        }

        private boolean begin() {
            java.util.Optional<Event> next = outbox.next(now);
            next.ifPresent(event -> {
                Set<AccountKey> busy =
                        underWay.stream().map(each -> each.account).collect(Collectors.toSet());
                assertThat(busy).as("seed " + seed).doesNotContain(event.account);
                underWay.add(event);
                assertThat(underWay).hasSizeLessThanOrEqualTo(CONCURRENCY);
                if (event.probe) {
                    seen.add("down");
                }
            });
            return next.isPresent();
        }

        private void finishOne() {
            if (!underWay.isEmpty()) {
                finish(underWay.get(random.nextInt(underWay.size())));
            }
        }

        private void finish(Event event) {
            underWay.remove(event);
            int chance = answer.equals("fail") ? 5 : answer.equals("accept") ? 0 : random.nextInt(8);
            if (chance < 4) {
                accept(event);
                outbox.tried(event, new Outcome(now, 204, null, null));
            } else if (chance == 4) {
                outbox.notTried(event, now);
            } else {
                if (chance == 6) {
                    // it came, and its answer was lost
                    accept(event);
                }
                Outcome failed = new Outcome(now, 500, "answered 500", chance == 7 ? Duration.ofSeconds(3) : null);
                outbox.tried(event, failed);
                if (event.attempts > PAUSES.size()) {
                    givenUp.add(event.position);
                    seen.add("given up");
                }
            }
        }

        private void accept(Event event) {
            if (!accepted.add(event.position)) {
                seen.add("came again");
                return;
            }
            ledger.stream()
                    .filter(change -> change.account().equals(event.account) && change.position() < event.position)
                    .forEach(earlier -> assertThat(
                                    accepted.contains(earlier.position()) || givenUp.contains(earlier.position()))
                            .as("seed %d: event %d before %d", seed, event.position, earlier.position())
                            .isTrue());
        }

        private void write() {
            database.jdbi().useTransaction(handle -> outbox.unwritten().write(handle.attach(EventDao.class)));
            outbox.unwritten().written();
        }

        private void crashSometimes() {
            if (random.nextInt(4) == 0) {
                seen.add("crash");
                restart();
            }
        }

        private void resendSometimes() {
            if (random.nextInt(3) == 0) {
                write();
                int events =
                        database.jdbi().withExtension(EventDao.class, dao -> dao.resendAll(id, WebhookStore.utc(now)));
                if (events > 0) {
                    seen.add("resent");
                    outbox.restore(database.jdbi()
                            .withExtension(EventDao.class, dao -> dao.list(id, EventDao.WAITING, 0, 1_000)));
                }
            }
        }

        /** The receiver is well, until nothing is left. */
        private void end() {
            answer = "accept";
            for (int i = 0;
                    i < 10_000
                            && outbox.figures(2L * EVENTS, now).behind()
                                            + outbox.figures(0, now).waiting()
                                    > 0;
                    i++) {
                read();
                begin();
                finishOne();
                now = now.plusSeconds(10);
            }
            write();
            List<Long> failed =
                    database
                            .jdbi()
                            .withExtension(EventDao.class, dao -> dao.list(id, EventDao.FAILED, 0, 1_000))
                            .stream()
                            .map(EventDao.Row::position)
                            .toList();
            List<EventDao.Row> waiting =
                    database.jdbi().withExtension(EventDao.class, dao -> dao.list(id, EventDao.WAITING, 0, 1_000));
            assertThat(waiting).as("seed " + seed).isEmpty();
            assertThat(ledger)
                    .as("seed " + seed)
                    .allMatch(change -> accepted.contains(change.position()) || failed.contains(change.position()));
            EventDao.Progress progress = database.jdbi().withExtension(EventDao.class, EventDao::progress).stream()
                    .filter(each -> each.webhookId().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(progress.position()).isEqualTo(2L * EVENTS);
        }
    }
}
