package landfall.balance;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import landfall.balance.BalanceStore.Kept;
import landfall.ledger.BookPages;
import landfall.ledger.CommitLane;
import landfall.ledger.Ledger;
import landfall.roster.Roster;
import landfall.ruleset.Background;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes snapshots beside the calls, one at a time: whenever one is asked for, and one each day, by whichever node is first. Safe
 * for many threads.
 */
public final class BalanceRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BalanceRuns.class);
    private static final long END_MILLIS = 10_000;
    private static final long GIVE_WAY_MILLIS = 5;
    private static final String BY = "schedule";
    /** After so long a node that made the day's is taken for gone. */
    private static final Duration GIVEN_UP = Duration.ofHours(1);
    /** Before what failed is tried again. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int MOST_ATTEMPTS = 10;

    private final BalanceStore store;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Supplier<Optional<Roster>> roster;
    private final Settings settings;
    private final BooleanSupplier bookComesIn;
    private final Clock clock;
    private @Nullable Running running;
    private boolean closed;

    /**
     * How snapshots are made.
     *
     * @param dailyAt when each day's is made, or as soon as possible after it
     * @param zone by which days begin
     * @param openFor after which an assignment that nobody closed doesn't count as open any more
     */
    public record Settings(Potential potential, LocalTime dailyAt, ZoneId zone, Duration openFor) {}

    /**
     * On one node.
     *
     * @param roster that decides now; empty where none does
     * @param bookComesIn whether a part of the book is there, and the rest on its way: then no day's snapshot is begun here
     */
    public BalanceRuns(
            BalanceStore store,
            CommitLane lane,
            Supplier<Optional<Roster>> roster,
            BooleanSupplier bookComesIn,
            Settings settings,
            Clock clock) {
        this.store = store;
        this.lane = lane;
        this.ledger = lane.ledger();
        this.roster = roster;
        this.bookComesIn = bookComesIn;
        this.settings = settings;
        this.clock = clock;
    }

    BalanceStore store() {
        return store;
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(settings.zone());
    }

    /** Whether there is a roster to count by. */
    boolean isReady() {
        return roster.get().isPresent();
    }

    /** Begins one that somebody asked for; empty while another one is under way here, or the service stops. */
    Optional<Kept> begin(String by) {
        return begin(by, null);
    }

    /** Begins the day's own where it is time, no node has begun it, and there is anything to tell. */
    public void tick() {
        ZonedDateTime now = now();
        LocalDate day = now.toLocalDate();
        if (now.toLocalTime().isBefore(settings.dailyAt())
                || bookComesIn.getAsBoolean()
                || !isReady()
                || store.hasDay(day)
                || ledger.count() == 0) {
            return;
        }
        Kept last = store.lastAttempt(day).orElse(null);
        if (last == null || isOver(last, now.toInstant())) {
            var unused = begin(BY, last == null || last.attempt() == null ? 1 : last.attempt() + 1);
        }
    }

    private static boolean isOver(Kept last, Instant now) {
        Instant ended = last.endedAt();
        Instant next = ended == null ? last.begunAt().plus(GIVEN_UP) : ended.plus(PAUSE);
        return last.attempt() != null && last.attempt() < MOST_ATTEMPTS && !now.isBefore(next);
    }

    private synchronized Optional<Kept> begin(String by, @Nullable Integer attempt) {
        if (running != null || closed) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Kept begun = new Kept(
                UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString(),
                today(),
                attempt,
                now,
                by,
                null,
                null,
                null,
                null,
                null,
                null);
        if (!store.insert(begun)) {
            return Optional.empty();
        }
        Running next = new Running(begun);
        running = next;
        next.thread.start();
        return Optional.of(begun);
    }

    /** Id of the one that is under way here. */
    synchronized Optional<String> running() {
        return Optional.ofNullable(running).map(now -> now.begun.id());
    }

    /** How far it is, in percent; empty where it isn't under way here. */
    synchronized Optional<Integer> percent(String id) {
        return Optional.ofNullable(running)
                .filter(now -> now.begun.id().equals(id))
                .map(now -> now.percent);
    }

    private synchronized void ended() {
        running = null;
    }

    /** Breaks off the one that is under way, and waits for its end. */
    @Override
    public void close() {
        Running now;
        synchronized (this) {
            closed = true;
            now = running;
            if (now != null) {
                now.stopped = true;
            }
        }
        if (now != null) {
            try {
                now.thread.join(END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Running {
        private final Kept begun;
        private final Thread thread;
        private volatile int percent;
        private volatile boolean stopped;

        Running(Kept begun) {
            this.begun = begun;
            this.thread = Background.thread("balance", this::run);
        }

        private void run() {
            Background cores = Background.besideCalls("balance");
            try {
                snapshot(cores.pool());
            } catch (CancellationException stop) {
                fail("the service was stopped");
            } catch (RuntimeException failure) {
                LOG.error("The balance {} failed", begun.id(), failure);
                fail(String.valueOf(failure.getMessage()));
            } finally {
                cores.close();
                ended();
            }
        }

        private void snapshot(ForkJoinPool cores) {
            BookBalance.Terms terms = new BookBalance.Terms(
                    settings.potential(), roster.get().orElseThrow(), settings.zone(), settings.openFor());
            BookPages pages = ledger.bookPages(0);
            long all = Math.max(1, pages.cursor());
            Balance balance = new BookBalance(terms, begun.begunAt())
                    .run(pages, cores, position -> progress((int) (100 * position / all)));
            store.insertDone(
                    begun.id(),
                    clock.instant(),
                    balance,
                    new BalanceStore.Source(
                            pages.cursor(),
                            terms.roster().version(),
                            terms.potential().toString()));
            if (begun.attempt() != null) {
                var unused = store.insertDay(begun.snapshotDay(), begun.id());
            }
        }

        private void progress(int share) {
            percent = Math.min(99, share);
            if (stopped) {
                throw new CancellationException();
            }
            if (lane.waiting() > 0) {
                giveWay();
            }
        }

        private void giveWay() {
            try {
                Thread.sleep(GIVE_WAY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }

        private void fail(String why) {
            try {
                store.insertFailed(begun.id(), clock.instant(), why);
            } catch (RuntimeException gone) {
                LOG.error("The end of the balance {} could not be noted", begun.id(), gone);
            }
        }
    }
}
