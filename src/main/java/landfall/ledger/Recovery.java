package landfall.ledger;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;

/** Reads from the file what the lane keeps in memory. */
final class Recovery {
    private static final int PAGE = 1_000;

    private Recovery() {}

    /** Decisions that were shown are not there any more. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostException(String message) {
            super(message);
        }
    }

    /** What a killed process had written but not synced is synced first: from now on it is shown. */
    static void run(Handle handle, LedgerDatabase database, Synced synced, InstantSource clock) {
        if (database.isShared()) {
            // Nobody else decides or indexes meanwhile.
            handle.attach(LaneDao.class).lock();
            handle.attach(KeyIndexDao.class).lockPosition();
            synced.indexedKeys().forget();
        }
        // Other nodes' last commits may not be on disk yet.
        database.sync();
        DecisionDao decisions = handle.attach(DecisionDao.class);
        long last = decisions.last().orElse(0L);
        if (last < synced.last() || !synced.isKept(decisions)) {
            throw new LostException(
                    "the database lost decisions: it had " + synced.last() + ", and now has others, or only " + last);
        }
        UUID newest = decisions.find(last).map(Entry::id).orElse(null);
        PendingOffers offers = new PendingOffers();
        handle.attach(OfferDao.class)
                .list()
                .forEach(row -> offers.add(
                        row.seq(), DecisionIds.text(row.id()), row.acceptBy().toInstant()));
        OpenLoad load = new OpenLoad();
        LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(OpenLoad.OLDEST_DAYS);
        handle.attach(OpenLoadDao.class)
                .list(from)
                .forEach(row -> load.add(row.rep(), row.since().toEpochDay(), row.assignments()));
        KeyIndexDao index = handle.attach(KeyIndexDao.class);
        long indexed = index.position();
        // Before its position is noted the first time, some of the index may be there.
        if (indexed == 0 && index.count() == 0) {
            synced.indexedKeys().fill(0, slot -> {});
        }
        Recent tail = tail(handle, indexed, last);
        load.add(tail.load());
        List<RotationState> rotations = handle.attach(RotationDao.class).list();
        synced.reset(new Synced.Stored(last, newest, rotations, tail, load, offers));
        handle.commit();
    }

    private static Recent tail(Handle handle, long indexed, long last) {
        DecisionDao decisions = handle.attach(DecisionDao.class);
        AnswerDao answers = handle.attach(AnswerDao.class);
        Recent tail = new Recent((int) Math.min(last - indexed, Integer.MAX_VALUE));
        long after = indexed;
        while (after < last) {
            List<Entry> entries = decisions.list(after, PAGE);
            long end = entries.get(entries.size() - 1).seq();
            Map<Long, Answered> answered = new HashMap<>();
            answers.list(after + 1, end).forEach(answer -> answered.put(answer.seq(), answer));
            for (Entry entry : entries) {
                Long previous = entry.previous();
                tail.load()
                        .count(
                                previous == null
                                        ? null
                                        : decisions.find(previous).orElse(null),
                                entry);
                tail.add(entry, answered.get(entry.seq()));
            }
            after = end;
        }
        return tail;
    }
}
