package landfall.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes the keys of synced decisions into the key index: many at once and in order of slot, so that each page of it is
 * written once. It may be stopped anywhere: what it wrote is true, and it starts again from the position it last noted.
 */
final class KeyIndexer {
    /** Keys in one transaction: the lane's commits wait while it is written and synced, some ten milliseconds. */
    private static final int SLICE = 2_000;

    /** Slots read at once. */
    private static final int PAGE = 20_000;

    private final LedgerDatabase database;
    private final KeyFilter filter;

    KeyIndexer(LedgerDatabase database, KeyFilter filter) {
        this.database = database;
        this.filter = filter;
    }

    void index(Recent recent) {
        if (database.isShared()) {
            indexShared(recent);
        } else {
            indexAlone(recent);
        }
    }

    /** One of the nodes writes them, in one transaction; for the others they only leave the tail. */
    private void indexShared(Recent recent) {
        database.write(handle -> {
            KeyIndexDao index = handle.attach(KeyIndexDao.class);
            long position = index.lockPosition();
            if (position < recent.last()) {
                List<Pending> pending = pending(recent, position);
                for (int from = 0; from < pending.size(); from += SLICE) {
                    write(places(pending.subList(from, Math.min(from + SLICE, pending.size())), handle), handle);
                }
                addLoad(recent.load(position, handle.attach(DecisionDao.class)), handle);
                index.moveTo(recent.last());
            }
        });
        recent.latest().keySet().forEach(key -> filter.add(key.slot()));
    }

    private static List<Pending> pending(Recent recent, long after) {
        List<Pending> pending = new ArrayList<>(recent.latest().size());
        recent.latest().forEach((key, seq) -> {
            if (seq > after) {
                pending.add(new Pending(key.slot(), key, seq));
            }
        });
        pending.sort(null);
        return pending;
    }

    private void indexAlone(Recent recent) {
        List<Pending> pending = pending(recent, 0);
        for (int from = 0; from < pending.size(); from += SLICE) {
            List<Pending> slice = pending.subList(from, Math.min(from + SLICE, pending.size()));
            // Nobody else writes the index, so the lane need not wait for what is read.
            Places places = database.jdbi().withHandle(handle -> places(slice, handle));
            database.write(handle -> write(places, handle));
        }
        database.write(handle -> {
            KeyIndexDao index = handle.attach(KeyIndexDao.class);
            // A commit that seemed to fail may have taken place.
            if (index.position() < recent.last()) {
                addLoad(recent.load(), handle);
                index.moveTo(recent.last());
            }
        });
    }

    /** In the transaction that notes the position: open assignments must be counted once. */
    private static void addLoad(OpenLoad load, Handle handle) {
        new LoadStatements(handle.getConnection()).add(load);
    }

    /** Fills the filter where it was never filled, or where it has become too small. */
    void fillFilter() {
        if (filter.isToBeFilled()) {
            database.jdbi().useHandle(handle -> {
                KeyIndexDao index = handle.attach(KeyIndexDao.class);
                filter.fill(index.count(), slot -> {
                    List<Long> page = index.list(Long.MIN_VALUE, PAGE);
                    while (!page.isEmpty()) {
                        page.forEach(slot::accept);
                        page = index.list(page.get(page.size() - 1), PAGE);
                    }
                });
            });
        }
    }

    private record Pending(long slot, IndexKey key, long seq) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return Long.compare(slot, other.slot);
        }
    }

    /** By slot, in order. */
    private record Places(TreeMap<Long, Long> inserts, TreeMap<Long, Long> updates) {}

    private Places places(List<Pending> slice, Handle handle) {
        Slots slots = new Slots(slice, new LookupStatements(handle.getConnection()));
        Set<Long> taken = new HashSet<>();
        TreeMap<Long, Long> inserts = new TreeMap<>();
        TreeMap<Long, Long> updates = new TreeMap<>();
        for (Pending pending : slice) {
            long slot = pending.slot;
            while (!taken.add(slot) || !place(pending, slot, slots, inserts, updates)) {
                slot++;
            }
        }
        return new Places(inserts, updates);
    }

    private void write(Places places, Handle handle) {
        IndexStatements index = new IndexStatements(handle.getConnection());
        index.insert(places.inserts);
        index.update(places.updates);
        // Before the decisions leave the tail: whoever doesn't find them there asks the filter.
        places.inserts.keySet().forEach(filter::add);
    }

    /** Whether the slot is free, or is this key's own. */
    private boolean place(Pending pending, long slot, Slots slots, Map<Long, Long> inserts, Map<Long, Long> updates) {
        Long there = slots.seq(slot);
        if (there == null) {
            inserts.put(slot, pending.seq);
            return true;
        }
        boolean own = slots.entry(there)
                .filter(entry -> slots.lookup.leadsTo(pending.key, entry))
                .isPresent();
        if (own) {
            updates.put(slot, pending.seq);
        }
        return own;
    }

    /** What the index has already where a slice wants to write, read at once where the database is far away. */
    private final class Slots {
        private final LookupStatements stored;
        private final Lookup lookup;
        private final Set<Long> asked = new HashSet<>();
        private final Map<Long, Long> seqs;
        private final Map<Long, Entry> entries;

        Slots(List<Pending> slice, LookupStatements stored) {
            this.stored = stored;
            this.lookup = new Lookup(List.of(), filter, stored);
            if (database.isShared()) {
                slice.forEach(pending -> asked.add(pending.slot));
            }
            this.seqs = stored.indexed(asked);
            this.entries = stored.entries(Set.copyOf(seqs.values()));
        }

        @Nullable
        Long seq(long slot) {
            if (asked.contains(slot)) {
                return seqs.get(slot);
            }
            // Other nodes' slots beside a taken one are in no filter.
            boolean maybe = database.isShared() || filter.mayHave(slot);
            return maybe ? stored.indexed(slot).orElse(null) : null;
        }

        Optional<Entry> entry(long seq) {
            Entry read = entries.get(seq);
            return read == null ? stored.entry(seq) : Optional.of(read);
        }
    }
}
