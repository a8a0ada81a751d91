package landfall.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;

/**
 * Takes up what other nodes committed, so that this one's memory says what the database says. For a database that nobody
 * shares it does nothing. Safe for many threads.
 */
final class Follower {
    private final LedgerDatabase database;
    private final Synced synced;

    Follower(LedgerDatabase database, Synced synced) {
        this.database = database;
        this.synced = synced;
    }

    /** Has all that is committed now; throws where the database was set back, until the lane notices it and ends. */
    void catchUp() {
        if (database.isShared()) {
            long known = synced.last();
            database.jdbi().useHandle(handle -> {
                long last = last(handle);
                if (last < known) {
                    throw new LedgerUnavailableException("the database lost decisions after " + last);
                }
                takeUp(handle, last);
            });
        }
    }

    /** Makes this node the one that decides until the transaction ends, and has all that the others decided. */
    void lockLane(LaneLock lock, Handle handle) {
        LaneLock.News news;
        try {
            news = lock.take(synced.last());
        } catch (RuntimeException e) {
            throw new LedgerUnavailableException("no turn among the nodes in time", e);
        }
        if (news.last() < synced.last()) {
            throw new Recovery.LostException(
                    "the database lost decisions after " + news.last() + ", and had " + synced.last());
        }
        if (!news.written().isEmpty()) {
            takeUp(handle, news.written(), news.moved());
            takeUp(handle, news.last());
        }
    }

    /** Number of the newest decision that is committed. */
    private static long last(Handle handle) {
        return handle.attach(DecisionDao.class).last().orElse(0L);
    }

    private void takeUp(Handle handle, long last) {
        DecisionDao decisions = handle.attach(DecisionDao.class);
        AnswerDao answers = handle.attach(AnswerDao.class);
        while (synced.last() < last) {
            long after = synced.last();
            List<Entry> entries = decisions.list(after, LaneLock.PAGE);
            Map<Long, Answered> answered = new HashMap<>();
            answers.list(after + 1, entries.get(entries.size() - 1).seq())
                    .forEach(answer -> answered.put(answer.seq(), answer));
            Map<String, RotationState> states = new HashMap<>();
            handle.attach(RotationDao.class).listMovedAfter(after).forEach(state -> states.put(state.pool(), state));
            List<Written> written = new ArrayList<>(entries.size());
            entries.forEach(entry -> written.add(new Written(entry, answered.get(entry.seq()))));
            takeUp(handle, written, states);
        }
    }

    private synchronized void takeUp(Handle handle, List<Written> written, Map<String, RotationState> moved) {
        if (written.get(0).entry().seq() > synced.last()) {
            synced.publish(
                    written,
                    moved,
                    changes(handle, written.stream().map(Written::entry).toList()));
        }
    }

    private StandingChanges changes(Handle handle, List<Entry> entries) {
        Lookup lookup = new Lookup(synced.layers(), synced.indexedKeys(), handle);
        Map<Long, Entry> page = new HashMap<>();
        StandingChanges changes = new StandingChanges();
        for (Entry entry : entries) {
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
