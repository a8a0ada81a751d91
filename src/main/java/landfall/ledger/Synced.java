package landfall.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be on disk: all that readers may be shown. The lane's thread publishes, the indexer drops what it has
 * indexed, any may look.
 */
final class Synced {
    /** The lane waits once the tail is so many times longer than it should be. */
    private static final int LONGEST = 4;

    /** Decisions newer than the key index: those being indexed now, and those after them. */
    private record Tail(Recent current, @Nullable Recent frozen) {}

    /** The newest decision that is on disk; 0 and null where there is none. */
    private record Newest(long seq, @Nullable UUID id) {}

    private final int indexEvery;
    private final KeyFilter indexedKeys = new KeyFilter();
    private volatile Map<String, RotationState> rotations = new ConcurrentHashMap<>();
    private volatile OpenLoad load = new OpenLoad();
    private volatile PendingOffers offers = new PendingOffers();
    private boolean ending;
    private volatile Tail tail;
    private volatile Newest newest = new Newest(0, null);

    Synced(int indexEvery) {
        this.indexEvery = indexEvery;
        this.tail = new Tail(new Recent(indexEvery), null);
    }

    /** Number of the newest decision that is on disk; numbers are dense. */
    long last() {
        return newest.seq;
    }

    /**
     * Whether the database has the newest decision that was shown. One that was set back to an older state hasn't, or has
     * another one in its place where other nodes decided since.
     */
    boolean isKept(DecisionDao decisions) {
        Newest known = newest;
        return known.id == null
                || decisions
                        .find(known.seq)
                        .filter(entry -> entry.id().equals(known.id))
                        .isPresent();
    }

    /** Id of that decision; null where there is none. */
    @Nullable
    UUID newest() {
        return newest.id;
    }

    /** Whatever the key index has, and so also what {@link #layers} no longer has. */
    KeyFilter indexedKeys() {
        return indexedKeys;
    }

    /** Newest first. */
    List<Recent> layers() {
        Tail now = tail;
        return Stream.of(now.current, now.frozen).flatMap(Stream::ofNullable).toList();
    }

    RotationState rotation(String pool) {
        RotationState state = rotations.get(pool);
        return state == null ? RotationState.fresh(pool) : state;
    }

    List<RotationState> rotations() {
        return rotations.values().stream()
                .sorted(Comparator.comparing(RotationState::pool))
                .toList();
    }

    boolean hasMoved(String pool) {
        return rotations.containsKey(pool);
    }

    /** Open assignments of all reps. */
    OpenLoad load() {
        return load;
    }

    /** Offers that wait for their rep. */
    PendingOffers offers() {
        return offers;
    }

    /**
     * What the database holds.
     *
     * @param newest null where there is no decision
     * @param tail decisions that the key index doesn't know
     * @param load open assignments, with those of the tail
     */
    record Stored(
            long last,
            @Nullable UUID newest,
            List<RotationState> rotations,
            Recent tail,
            OpenLoad load,
            PendingOffers offers) {}

    /** Starts again from what the database holds: at once, for others look meanwhile. */
    synchronized void reset(Stored stored) {
        rotations = new ConcurrentHashMap<>(
                stored.rotations().stream().collect(Collectors.toMap(RotationState::pool, Function.identity())));
        load = stored.load();
        offers = stored.offers();
        tail = new Tail(stored.tail(), null);
        newest = new Newest(stored.last(), stored.newest());
        freezeWhenLong();
        notifyAll();
    }

    /** Nothing where it is known already: what this node committed, and read back from the database before it said so. */
    synchronized void publish(List<Written> written, Map<String, RotationState> moved, StandingChanges standings) {
        if (written.isEmpty() || written.get(0).entry().seq() > newest.seq) {
            standings.apply(offers);
            add(written, moved, standings.load());
        }
    }

    private void add(List<Written> written, Map<String, RotationState> moved, OpenLoad change) {
        Recent current = tail.current;
        current.load().add(change);
        load.add(change);
        for (Written one : written) {
            current.add(one.entry(), one.answered());
        }
        rotations.putAll(moved);
        if (!written.isEmpty()) {
            Entry last = written.get(written.size() - 1).entry();
            if (last.seq() > newest.seq) {
                newest = new Newest(last.seq(), last.id());
            }
        }
        freezeWhenLong();
    }

    private synchronized void freezeWhenLong() {
        if (tail.frozen == null && tail.current.size() >= indexEvery) {
            tail = new Tail(new Recent(indexEvery), tail.current);
            notifyAll();
        }
    }

    /** Waits, but no longer than told, while the tail is much longer than it should be. */
    synchronized void awaitIndexing(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0 && tail.frozen != null && tail.current.size() >= LONGEST * indexEvery) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    /** Nobody waits any more for decisions that should be indexed. */
    synchronized void endWaiting() {
        ending = true;
        notifyAll();
    }

    /** Waits, but no longer than told, for decisions that should be indexed. */
    synchronized @Nullable Recent awaitFrozen(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0 && tail.frozen == null && !ending) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return tail.frozen;
    }

    synchronized void indexed(Recent done) {
        if (tail.frozen == done) {
            tail = new Tail(tail.current, null);
            notifyAll();
        }
        freezeWhenLong();
    }
}
