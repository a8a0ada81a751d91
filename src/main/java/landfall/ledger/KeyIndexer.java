package landfall.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Writes the keys of synced decisions into the key index: many at once and in order of slot, so that each page of it is
 * written once. It may be stopped anywhere: what it wrote is true, and it starts again from the position it last noted.
 */
final class KeyIndexer {
    /** Keys in one transaction: the lane's commits wait while it is written and synced, some ten milliseconds. */
    private static final int SLICE = 2_000;

    private final LedgerDatabase database;

    KeyIndexer(LedgerDatabase database) {
        this.database = database;
    }

    void index(Recent recent) {
        List<Pending> pending = new ArrayList<>(recent.latest().size());
        recent.latest().forEach((key, seq) -> pending.add(new Pending(key.slot(), key, seq)));
        pending.sort(null);
        for (int from = 0; from < pending.size(); from += SLICE) {
            List<Pending> slice = pending.subList(from, Math.min(from + SLICE, pending.size()));
            database.write(handle -> write(slice, handle));
        }
        database.write(handle -> handle.attach(KeyIndexDao.class).moveTo(recent.last()));
    }

    private record Pending(long slot, IndexKey key, long seq) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return Long.compare(slot, other.slot);
        }
    }

    private static void write(List<Pending> slice, Handle handle) {
        KeyIndexDao index = handle.attach(KeyIndexDao.class);
        LookupStatements stored = new LookupStatements(handle.getConnection());
        Lookup lookup = new Lookup(List.of(), stored);
        Map<Long, IndexKey> taken = new HashMap<>();
        TreeMap<Long, Long> inserts = new TreeMap<>();
        TreeMap<Long, Long> updates = new TreeMap<>();
        for (Pending pending : slice) {
            long slot = pending.slot;
            boolean placed = false;
            while (!placed) {
                if (!taken.containsKey(slot)) {
                    Long there = stored.indexed(slot).orElse(null);
                    if (there == null) {
                        inserts.put(slot, pending.seq);
                        placed = true;
                    } else if (lookup.find(there)
                            .filter(entry -> lookup.leadsTo(pending.key, entry))
                            .isPresent()) {
                        updates.put(slot, pending.seq);
                        placed = true;
                    }
                }
                if (placed) {
                    taken.put(slot, pending.key);
                } else {
                    slot++;
                }
            }
        }
        if (!inserts.isEmpty()) {
            index.insert(List.copyOf(inserts.keySet()), List.copyOf(inserts.values()));
        }
        if (!updates.isEmpty()) {
            index.update(List.copyOf(updates.keySet()), List.copyOf(updates.values()));
        }
    }
}
