package landfall.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;

/**
 * Takes up what other nodes committed, so that this one's memory says what the database says. For a database that nobody
 * shares it does nothing. Safe for many threads.
 */
final class Follower {
    /** A lane that decides holds up a reader so long at most. */
    private static final long MOST_SECONDS = 5;

    private final LedgerDatabase database;
    private final Synced synced;
    /** Held by the lane from its turn among the nodes until what it decided is known here. */
    private final ReentrantLock following = new ReentrantLock(true);

    Follower(LedgerDatabase database, Synced synced) {
        this.database = database;
        this.synced = synced;
    }

    /** Has all that is committed now, and it is on disk. Throws where the database was set back, until the lane notices. */
    void catchUp() {
        if (!database.isShared()) {
            return;
        }
        long known = synced.last();
        long last = database.jdbi().withHandle(Follower::last);
        if (last < known) {
            throw new LedgerUnavailableException("the database lost decisions after " + last);
        }
        if (last > synced.last()) {
            awaitLane();
            try {
                takeUp(last);
            } finally {
                release();
            }
        }
    }

    private void awaitLane() {
        if (following.isHeldByCurrentThread()) {
            throw new LedgerUnavailableException("the lane itself decides, and can't wait for itself");
        }
        try {
            if (!following.tryLock(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new LedgerUnavailableException("the lane's batch takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("interrupted while the lane decided", e);
        }
    }

    /** Nobody takes anything up until {@link #release}. */
    void hold() {
        following.lock();
    }

    /** Lets readers take up what is committed; nothing where the thread holds nothing. */
    void release() {
        while (following.isHeldByCurrentThread()) {
            following.unlock();
        }
    }

    /**
     * Makes this node the one that decides until the transaction ends, and gives all that the others decided; {@link #release}
     * must follow.
     */
    News lockLane(LaneLock lock, Handle handle) {
        LaneLock.Committed committed;
        try {
            committed = lock.take(synced.last());
        } catch (RuntimeException e) {
            throw new LedgerUnavailableException("no turn among the nodes in time", e);
        }
        if (committed.last() < synced.last()) {
            throw new Recovery.LostException(
                    "the database lost decisions after " + committed.last() + ", and had " + synced.last());
        }
        hold();
        List<Written> written = committed.written();
        if (written.isEmpty() || written.get(written.size() - 1).entry().seq() < committed.last()) {
            takeUp(committed.last());
            return News.none(committed.last());
        }
        // A reader may have taken up some of it since.
        List<Written> news = written.stream()
                .filter(one -> one.entry().seq() > synced.last())
                .toList();
        return new News(committed.last(), news, committed.moved(), changes(handle, news));
    }

    /** Number of the newest decision that is committed. */
    private static long last(Handle handle) {
        return handle.attach(DecisionDao.class).last().orElse(0L);
    }

    private void takeUp(long last) {
        if (synced.last() < last) {
            database.jdbi().useHandle(handle -> {
                while (synced.last() < last) {
                    takeUpPage(handle);
                }
            });
        }
    }

    private void takeUpPage(Handle handle) {
        long after = synced.last();
        List<Entry> entries = handle.attach(DecisionDao.class).list(after, LaneLock.PAGE);
        if (entries.isEmpty()) {
            throw new LedgerUnavailableException("the database crashed with decisions that were not on disk");
        }
        Map<Long, Answered> answered = new HashMap<>();
        handle.attach(AnswerDao.class)
                .list(after + 1, entries.get(entries.size() - 1).seq())
                .forEach(answer -> answered.put(answer.seq(), answer));
        Map<String, RotationState> states = new HashMap<>();
        handle.attach(RotationDao.class).listMovedAfter(after).forEach(state -> states.put(state.pool(), state));
        List<Written> written = entries.stream()
                .map(entry -> new Written(entry, answered.get(entry.seq())))
                .toList();
        StandingChanges changes = changes(handle, written);
        database.sync();
        synced.publish(written, states, changes);
    }

    private StandingChanges changes(Handle handle, List<Written> written) {
        Lookup lookup = new Lookup(synced.layers(), synced.indexedKeys(), handle);
        Map<Long, Entry> page = new HashMap<>();
        StandingChanges changes = new StandingChanges();
        for (Written one : written) {
            Entry entry = one.entry();
            page.put(entry.seq(), entry);
            Long previous = entry.previous();
            Optional<Entry> before = previous == null
                    ? Optional.empty()
                    : Optional.ofNullable(page.get(previous)).or(() -> lookup.find(previous));
            changes.add(before.orElse(null), entry);
        }
        return changes;
    }
}
